"""The HTML of a mail made safe to show: `clean(html, images)` gives a `Shown` and never raises."""

from tickets.mail.showing.cleaning import Shown, clean, images_of

__all__ = ["Shown", "clean", "images_of"]
