"""The trail, newest first: tables of events merged, from the place where a page begins."""

import heapq
from dataclasses import dataclass
from itertools import islice

from django.utils.functional import cached_property

from core import paging
from core.text import number_of
from core.trail import SOURCES
from tickets.trail.entries import TrailEntry

BY_TIME = paging.Order("at")


@dataclass(frozen=True, order=True)
class TrailPlace:
    """The place of an event: when it was, in which table, and its id there."""

    at: object
    rank: int
    number: int

    def __str__(self):
        """The place as written in a query string."""
        return f"{paging.text_of_moment(self.at)}~{self.rank}~{self.number}"

    @classmethod
    def read(cls, text):
        """Return the place that a query string says. Raises ValueError."""
        at, _tilde, rest = text.partition("~")
        rank, number = map(number_of, rest.split("~", 1)) if "~" in rest else (None, None)
        if rank is None or number is None:
            raise ValueError(text)
        return cls(paging.moment_of(at), rank, number)


class Trail:
    """The events that `user` may read and that the filter keeps, a page at a time.

    `person` did it or had it done to their account; `kind` is "ticket.edited"; `ticket` a number;
    `since` and `until` are moments. `after` is the place, as text, after which the page begins.
    """

    def __init__(
        self, user, *, person=None, kind="", ticket=None, since=None, until=None, after=""
    ):
        self.user, self.person, self.kind, self.ticket = user, person, kind, ticket
        self.since, self.until = since, until
        try:
            self.place = TrailPlace.read(after) if after else None
        except ValueError:
            self.place = None

    @cached_property
    def _page(self):
        """The entries of this page, and where the next begins."""
        return paging.Page.cut(self._from(self.place, paging.SIZE + 1), place_of)

    @property
    def entries(self):
        """The entries of this page."""
        return self._page.rows

    @property
    def after(self):
        """The place after which the next page begins, or ""."""
        return str(self._page.after or "")

    def all(self, chunk=500):
        """Yield every entry, fetched in chunks, so that no database cursor stays open."""
        place = None
        while entries := self._from(place, chunk):
            yield from entries
            place = place_of(entries[-1])

    def _from(self, place, count):
        """Return the first entries after a place; one statement for each table."""
        tables = (self._rows(rank, place, count) for rank in self._ranks())
        merged = heapq.merge(*tables, key=place_of, reverse=True)
        return list(islice(merged, count))

    def _ranks(self):
        """Return the indexes of the tables that can hold what the filter asks."""
        wanted = self.kind.partition(".")[0]
        for rank, source in enumerate(SOURCES):
            if wanted in ("", source.name) and (self.ticket is None or source.name == "ticket"):
                yield rank

    def _rows(self, rank, place, count):
        """Return the first entries of one table."""
        source = SOURCES[rank]
        rows = source.events(self.user).filter(**self._conditions())
        if self.person:
            rows = rows.filter(source.about(self.person))
        if place:
            rows = beyond(rows, rank, place)
        return [TrailEntry(event, source) for event in rows.order_by("-at", "-id")[:count]]

    def _conditions(self):
        """Return the conditions for every table."""
        wanted = {
            "kind": self.kind.partition(".")[2],
            "ticket": self.ticket,
            "at__gte": self.since,
            "at__lt": self.until,
        }
        return {key: value for key, value in wanted.items() if value not in ("", None)}


def place_of(entry):
    """Return the `TrailPlace` of an entry."""
    return TrailPlace(entry.event.at, SOURCES.index(entry.source), entry.event.pk)


def beyond(rows, rank, place):
    """Return the rows of a table that come after a place, by its index."""
    if rank == place.rank:
        return BY_TIME.beyond(rows, paging.Place(place.at, place.number))
    return rows.filter(**{"at__lte" if rank < place.rank else "at__lt": place.at})
