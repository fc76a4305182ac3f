"""The orders of a list, and pages of it that cost the same wherever they are.

A page begins behind a row, not at a number of rows: its address says the sorted value and the
number of that row, and the index leads there at once (no OFFSET).
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import BooleanField, F, Func, Value

from core.text import number_of
from tickets.choices import Priority, Status

SIZE = 50
EPOCH, MICROSECOND = datetime.fromtimestamp(0, UTC), timedelta(microseconds=1)
COLUMNS = {
    "number": "id",
    "updated": "last_activity_at",
    "created": "created_at",
    "priority": "priority",
    "status": "status",
}


@dataclass(frozen=True)
class Sorting:
    """One order: by `by`, one of COLUMNS, then by number in the same direction."""

    by: str = "updated"
    descending: bool = True

    @classmethod
    def named(cls, word):
        """Return the sorting that "updated-desc" says."""
        by, _dash, direction = word.partition("-")
        return cls(by, direction != "asc")

    def __str__(self):
        return f"{self.by}-{'desc' if self.descending else 'asc'}"

    @property
    def column(self):
        """The column it sorts by."""
        return COLUMNS[self.by]

    def order(self, queryset, backwards=False):
        """Return the rows in this order, or from its end."""
        sign = "-" if self.descending != backwards else ""
        columns = [self.column] if self.column == "id" else [self.column, "id"]
        return queryset.order_by(*(f"{sign}{column}" for column in columns))

    def beyond(self, queryset, place, backwards=False):
        """Return the rows behind a place, or before it."""
        less = self.descending != backwards
        if self.column == "id":
            return queryset.filter(**{"id__lt" if less else "id__gt": place.number})
        return queryset.filter(Beyond(self.column, place, less))

    def place_of(self, ticket):
        """Return the `Place` of a row in this order."""
        return Place(getattr(ticket, self.column), ticket.pk)


@dataclass(frozen=True)
class Place:
    """Where a row stands: the value it is sorted by and its number."""

    value: object
    number: int

    def __str__(self):
        """The place as an address has it: microseconds, a word or a number, then the number."""
        if isinstance(self.value, datetime):
            return f"{(self.value - EPOCH) // MICROSECOND}~{self.number}"
        return f"{self.value}~{self.number}"

    @classmethod
    def read(cls, text, sorting):
        """Return the place that a text of an address says. Raises ValueError."""
        return cls.read_as(text, READERS[sorting.by])

    @classmethod
    def read_as(cls, text, reader):
        """As `read`, where `reader` makes a value of its text."""
        value, _tilde, number = text.partition("~")
        if (number := number_of(number)) is None:
            raise ValueError(text)
        return cls(reader(value), number)


def a_moment(text):
    """Return the moment that a number of microseconds says. Raises ValueError."""
    try:
        return EPOCH + int(text[:20]) * MICROSECOND
    except OverflowError as error:
        raise ValueError(text) from error


READERS = {
    "number": int,
    "updated": a_moment,
    "created": a_moment,
    "priority": lambda text: Priority(int(text)).value,
    "status": lambda text: Status(text).value,
}


class Beyond(Func):
    """Whether (column, id) comes before or after a place, as the database compares pairs.

    An index on both columns answers this from any place; `column < x OR (column = x AND id < y)`
    would read all rows of one priority first.
    """

    output_field = BooleanField()

    def __init__(self, column, place, less):
        super().__init__(F(column), F("id"), Value(place.value), Value(place.number))
        self.sign = "<" if less else ">"

    def as_sql(self, compiler, connection):
        """Return "(column, id) < (value, number)" and its parameters."""
        compiled = [compiler.compile(part) for part in self.source_expressions]
        column, number, value, its_number = (sql for sql, _params in compiled)
        params = [param for _sql, its_params in compiled for param in its_params]
        return f"({column}, {number}) {self.sign} ({value}, {its_number})", params


@dataclass(frozen=True)
class Page:
    """Rows of a list, and the places before and behind which more of them are, or None."""

    rows: list
    before: Place | None
    after: Place | None


def page_of(queryset, sorting, after=None, before=None, size=SIZE):
    """Return the `Page` behind or before a place, or the first one."""
    backwards = before is not None
    place = before or after
    if place:
        queryset = sorting.beyond(queryset, place, backwards)
    rows = list(sorting.order(queryset, backwards)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    if not rows:
        return Page(rows, None, None)
    first, last = sorting.place_of(rows[0]), sorting.place_of(rows[-1])
    return Page(
        rows,
        before=first if (more if backwards else after) else None,
        after=last if more or backwards else None,
    )
