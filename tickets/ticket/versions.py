"""The earlier versions of a text: who replaced what, when and why."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.diff import Budget, difference
from core.paging import NEWEST_FIRST, page_of
from tickets.models import Revision, TicketEvent

SIZE = 20
TITLES = {
    "subject": _("Versions of the subject"),
    "description": _("Versions of the description"),
    "body": _("Versions of the note"),
}


@dataclass(frozen=True)
class Change:
    """One replacement of the text: `pieces` are the parts that stayed, came and went."""

    by: object
    at: object
    why: str
    pieces: list


class Versions:
    """What `field` of `ticket`, or the text of its `note`, was before.

    `params` are those of the query string: `before` is the version that the page begins after. Only
    what `user` may read is found.
    """

    def __init__(self, ticket, user, field, *, note=None, params=()):
        self.ticket, self.user, self.field, self.note = ticket, user, field, note
        self.before = NEWEST_FIRST.place(dict(params).get("before", ""))

    @property
    def title(self):
        """The title of the page."""
        return TITLES[self.field]

    @property
    def text(self):
        """The text as it is now."""
        return getattr(self.note or self.ticket, self.field)

    @property
    def writer(self):
        """Who wrote the first version."""
        return self.note.author if self.note else self.ticket.created_by

    @property
    def written_at(self):
        """When the first version was written."""
        return (self.note or self.ticket).created_at

    @cached_property
    def _all(self):
        """Every version that was replaced."""
        rows = Revision.objects.visible_to(self.user).select_related("by")
        return rows.filter(ticket=self.ticket, note=self.note, field=self.field)

    @cached_property
    def _page(self):
        """The versions of this page, newest first, and where the next begins."""
        return page_of(self._all, NEWEST_FIRST, after=self.before, size=SIZE)

    @cached_property
    def changes(self):
        """The replacements of this page, newest first."""
        budget, after, found = Budget(), self._text_after, []
        for revision in self._page.rows:
            pieces = difference(revision.text, after, budget)
            why = self._reasons.get(revision.pk, "")
            found.append(Change(revision.by, revision.at, why, pieces))
            after = revision.text
        return found

    @property
    def _text_after(self):
        """The text that replaced the newest version on this page."""
        if self.before is None:
            return self.text
        later = self._all.filter(pk__gte=self.before.number).order_by("id").first()
        return later.text if later else self.text

    @cached_property
    def _reasons(self):
        """The reasons that were given, by the id of the version."""
        events = TicketEvent.objects.visible_to(self.user).filter(revision__in=self._page.rows)
        return dict(events.exclude(why="").values_list("revision", "why"))

    @property
    def first_text(self):
        """The text as it was first written; None where older versions are on a later page."""
        if self.older:
            return None
        return self._page.rows[-1].text if self._page.rows else self._text_after

    @property
    def older(self):
        """The query string of the next page, or "" on the last."""
        return f"before={self._page.after}" if self._page.after else ""
