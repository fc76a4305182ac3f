"""The URL of a list of tickets, parsed: its line, its order, and where its page begins."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import User
from core.paging import Place
from core.text import Label
from tickets.models import Ticket
from tickets.search.built_in_views import ALL, BuiltInView, built_in_views
from tickets.search.query import Query, parse
from tickets.search.sorting import Sorting


class ListAddress:
    """The tickets of a line for `user`. `params` are those of the URL: q, after, before.

    Without a q, all open tickets.
    """

    def __init__(self, user: User, params: Mapping[str, str]) -> None:
        self.user = user
        self.line = parse(params["q"]) if "q" in params else ALL
        self.after, self.before = params.get("after", ""), params.get("before", "")

    @cached_property
    def known(self) -> Query:
        """The line with its names looked up."""
        return self.line.known_to(self.user)

    @property
    def sorting(self) -> Sorting:
        """The order of the rows."""
        return self.line.sorting

    @cached_property
    def tickets(self) -> QuerySet[Ticket]:
        """All tickets of the line that `user` sees, unordered. Raises `BadQuery`."""
        return self.known.apply(Ticket.objects.visible_to(self.user), self.user)

    @cached_property
    def place(self) -> Place | None:
        """The `Place` after or before which the page has its rows; None for the first page."""
        return self.sorting.place(self.before or self.after)

    @property
    def side(self) -> str:
        """On which side of the place the rows are: "before" or "after"."""
        return "before" if self.before else "after"

    @cached_property
    def built_in(self) -> BuiltInView | None:
        """The built-in view with these conditions, whatever the order, or None."""
        return next(
            (v for v in built_in_views(self.user) if v.line.conditions == self.line.conditions),
            None,
        )

    @cached_property
    def title(self) -> Label:
        """The name of the list."""
        if self.built_in:
            return self.built_in.title
        if not self.line.conditions:
            return _("All tickets")
        return _("Tickets")

    def address(self, line: Query | None = None, **place: object) -> str:
        """Return the query string (without "?") for another line or place."""
        return (self.line if line is None else line).address(**place)

    @cached_property
    def here(self) -> str:
        """The query string of this page, for the way back from a ticket."""
        return self.line.address(**({self.side: self.place} if self.place else {}))
