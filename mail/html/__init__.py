"""Makes the HTML of an email safe to show: `clean_html` returns a `Shown` and never raises."""

from mail.html.cleaning import (
    MOST_CHARACTERS,
    Shown,
    clean_html,
    images_of,
)

__all__ = ["MOST_CHARACTERS", "Shown", "clean_html", "images_of"]
