"""The HTML of an email made safe to show: `clean_html` gives a `Shown`, never raises."""

from mail.html.cleaning import (
    MOST_CHARACTERS,
    Shown,
    clean_html,
    images_of,
)

__all__ = ["MOST_CHARACTERS", "Shown", "clean_html", "images_of"]
