"""The list that a ticket was opened from: back to its row, and its neighbours.

The address of a ticket carries the address of the list (`q`, `after`, `before`); a form on its page
is known by the page it came from.
"""

from collections.abc import Mapping
from typing import cast
from urllib.parse import urlsplit

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from accounts.models import User
from core.paging import Place, page_of
from tickets.models import Ticket
from tickets.search import BadQuery
from tickets.search.list_address import ListAddress


class HtmxRequest(HttpRequest):
    """A request as django-htmx leaves it."""

    htmx: HtmxDetails


def params_of(request: HtmxRequest) -> QueryDict:
    """Return the parameters of the page that a request shows, or whose form it is."""
    if "q" in request.GET or not request.htmx and request.method == "GET":
        return request.GET
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    return QueryDict(urlsplit(page).query)


class ListContext:
    """The list that `params` tell, as `user` walks through it; without a `q`, simply the queue."""

    def __init__(self, user: User, params: Mapping[str, str]) -> None:
        self.listing = ListAddress(user, params) if "q" in params else None

    @cached_property
    def query(self) -> str:
        """The list's part of an address, with its "?", or ""."""
        return f"?{self.listing.here}" if self.listing else ""

    @property
    def back(self) -> str:
        """The address of the list."""
        return f"{reverse('queue')}{self.query}"

    @cached_property
    def title(self) -> str:
        """The name of the list."""
        if not self.listing:
            return _("Tickets")
        # The rail asks for the groups too: once is enough.
        prefetch_related_objects([self.listing.user], "groups")
        return str(self.listing.title)

    @property
    def _listed(self) -> ListAddress:
        """The list, which is there where the address told one."""
        return cast(ListAddress, self.listing)

    def place_of(self, ticket: Ticket) -> str:
        """Return where the ticket stands in the list now, as an address has it."""
        return str(self._listed.sorting.place_of(ticket))

    def neighbour(self, pk: int, at: str, *, backwards: bool) -> int | None:
        """Return the id of the ticket behind (or before) the place `at`, or None for the end.

        `pk` is the ticket that one comes from: it may stand elsewhere by now.
        """
        try:
            place = Place.read(at, self._listed.sorting)
            tickets = self._listed.tickets.exclude(pk=pk)
        except (ValueError, BadQuery):
            return None
        side = {"before" if backwards else "after": place}
        rows = page_of(tickets, self._listed.sorting, size=1, **side).rows
        return rows[0].pk if rows else None
