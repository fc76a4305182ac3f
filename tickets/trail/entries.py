"""One event as the trail shows and exports it."""

from dataclasses import dataclass
from html import unescape

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import conditional_escape, strip_tags
from django.utils.translation import gettext_lazy as _

from tickets.events.phrases import actor_of

THROUGH = {"web": "", "admin": _("administration"), "mail": _("mail"), "command": _("a command")}
ABOUT = ("ticket", "customer", "company", "user", "group", "email")
PAGES = {"user": "person", "email": "inbox_email"}
"""What an event can be about; the page of a field has its name, but for these."""


@dataclass(frozen=True)
class About:
    """What an event is about: words, and where they lead or ""."""

    words: str
    url: str = ""


class Entry:
    """One event of one source, in words."""

    def __init__(self, event, source):
        self.event, self.source = event, source

    @property
    def day(self):
        """The day it happened on, where the reader is."""
        return timezone.localdate(self.event.at)

    @property
    def nobody(self):
        """What stands in the place of a person where none did it."""
        return actor_of(self.event)

    @cached_property
    def what(self):
        """What was done, as safe HTML that follows the name of who did it."""
        return conditional_escape(self.source.sentence(self.event))

    @property
    def plain(self):
        """What was done, as plain text."""
        return unescape(strip_tags(self.what))

    @cached_property
    def about(self):
        """The ticket, customer, company, person or group, or None."""
        return next((made for made in map(self._about, ABOUT) if made), None)

    def _about(self, field):
        """Return the `About` of one field of the event, or None."""
        row = getattr(self.event, field, None)
        if row is None or row == self.event.by:
            return None  # what one did to oneself needs no second name
        url = reverse(PAGES.get(field, field), args=[row.pk])
        if field == "ticket":
            return About(f"#{row.pk} {row.subject}", f"{url}#e-{self.event.pk}")
        if field == "email":
            return About(str(row), url)
        return About(row.name, url)

    @property
    def provenance(self):
        """What it came through, unless it was one of our pages."""
        return THROUGH.get(self.event.via, self.event.via)

    @property
    def ip(self):
        """The address it came from, where that is kept."""
        return getattr(self.event, "ip", None) or ""
