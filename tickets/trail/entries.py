"""One event as the trail shows and exports it."""

from dataclasses import dataclass
from html import unescape

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import conditional_escape, strip_tags
from django.utils.translation import gettext_lazy as _

from tickets.events.phrases import actor_of

THROUGH = {
    "web": "",
    "admin": _("through the admin site"),
    "mail": _("by email"),
    "command": _("by a command"),
}
ABOUT = ("ticket", "customer", "company", "user", "group", "email")
PAGES = {"user": "person", "email": "inbox_email"}
"""What an event can be about; the URL of its page has the name of the field, except for these."""


@dataclass(frozen=True)
class About:
    """What an event is about: words, and the address they link to or ""."""

    words: str
    url: str = ""


class TrailEntry:
    """One event of one source, in words."""

    def __init__(self, event, source):
        self.event, self.source = event, source

    @property
    def day(self):
        """The day of the event in the reader's time zone."""
        return timezone.localdate(self.event.at)

    @property
    def outsider(self):
        """Who did it if it was none of our people: the writer of an email, the mail server."""
        event = self.event
        if event.kind == "email_received" and event.message:
            return str(event.message.author)
        return actor_of(event)

    @cached_property
    def what(self):
        """What was done, as safe HTML that follows the name of the person."""
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
            return None  # what a person did to their own account needs no second name
        url = reverse(PAGES.get(field, field), args=[row.pk])
        if field == "ticket":
            return About(f"#{row.pk} {row.subject}", f"{url}#e-{self.event.pk}")
        if field == "email":
            return About(str(row), url)
        return About(row.name, url)

    @property
    def provenance(self):
        """Through what it came, unless it was one of our pages or the sentence names the email."""
        if self.event.via == "mail" and self.event.kind.startswith("email_"):
            return ""
        return THROUGH.get(self.event.via, self.event.via)

    @property
    def ip(self):
        """The network address it came from, if that is kept."""
        return getattr(self.event, "ip", None) or ""
