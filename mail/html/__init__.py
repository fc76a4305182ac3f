"""The HTML of a mail made safe to show: `clean(html, images)` gives a `Shown` and never raises."""

from mail.html.cleaning import (
    MOST_CHARACTERS,
    Shown,
    clean,
    images_of,
)

__all__ = ["MOST_CHARACTERS", "Shown", "clean", "images_of"]
