"""The list that a ticket was opened from: back to its row, and its neighbours.

The URL of a ticket has the parameters of the list (`q`, `after`, `before`); for a form on its page
they are read from the URL of that page.
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
    """A request with the attribute that django-htmx adds."""

    htmx: HtmxDetails


def params_of(request: HtmxRequest) -> QueryDict:
    """Return the parameters of the page that a request shows or was sent from."""
    if "q" in request.GET or not request.htmx and request.method == "GET":
        return request.GET
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    return QueryDict(urlsplit(page).query)


class ListContext:
    """The list that `params` name, as `user` sees it; without a `q`, the whole queue."""

    def __init__(self, user: User, params: Mapping[str, str]) -> None:
        self.listing = ListAddress(user, params) if "q" in params else None

    @cached_property
    def query(self) -> str:
        """The list's query string with "?", or ""."""
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
        # The rail needs the groups too: load them once.
        prefetch_related_objects([self.listing.user], "groups")
        return str(self.listing.title)

    @property
    def _listed(self) -> ListAddress:
        """The list, where the URL names one."""
        return cast(ListAddress, self.listing)

    def place_of(self, ticket: Ticket) -> str:
        """Return the ticket's present place in the list, as text for a URL."""
        return str(self._listed.sorting.place_of(ticket))

    def neighbour(self, pk: int, at: str, *, backwards: bool) -> int | None:
        """Return the id of the ticket after (or before) the place `at`, or None at the end.

        `pk` is the ticket that is shown; it is left out, as its place may have changed since.
        """
        try:
            place = Place.read(at, self._listed.sorting)
            tickets = self._listed.tickets.exclude(pk=pk)
        except (ValueError, BadQuery):
            return None
        side = {"before" if backwards else "after": place}
        rows = page_of(tickets, self._listed.sorting, size=1, **side).rows
        return rows[0].pk if rows else None
