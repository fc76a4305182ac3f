"""Pages of a list that cost the same wherever they are.

A page begins behind a row, not at a number of rows: its address says the value that the row is
sorted by and its number, and an index leads there at once (no OFFSET).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Model, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler
from django.utils.functional import cached_property

from core.text import number_of

SIZE = 50
EPOCH, MICROSECOND = datetime.fromtimestamp(0, UTC), timedelta(microseconds=1)


def moment_of(text: str) -> datetime:
    """Return the moment that a number of microseconds says. Raises ValueError."""
    number = number_of(text)
    if number is None:
        raise ValueError(text)
    try:
        return EPOCH + number * MICROSECOND
    except OverflowError as error:
        raise ValueError(text) from error


def text_of_moment(moment: datetime) -> str:
    """Return the text that `moment_of` reads."""
    return str((moment - EPOCH) // MICROSECOND)


@dataclass(frozen=True)
class Place:
    """Where a row stands: the value it is sorted by, None where that is its number, which is next.

    As text, in an address, it is "1762077600000000~1024", or "1024" alone.
    """

    value: Any
    number: int

    def __str__(self) -> str:
        if self.value is None:
            return str(self.number)
        value = text_of_moment(self.value) if isinstance(self.value, datetime) else self.value
        return f"{value}~{self.number}"

    @classmethod
    def read(cls, text: str, order: "Order") -> "Place":
        """Return the place in `order` that a text says. Raises ValueError."""
        value, _tilde, last = text.rpartition("~")
        number = number_of(last)
        if number is None or (order.column == "id" and value):
            raise ValueError(text)
        return cls(None if order.column == "id" else order.reader(value), number)


class Order:
    """An order of rows: by `column`, then by number in the same direction.

    `reader` makes a value of the column of its text, or raises ValueError.
    """

    def __init__(
        self, column: str = "id", descending: bool = True, reader: Callable[[str], Any] = str
    ) -> None:
        self.column, self.descending, self.reader = column, descending, reader

    def order(self, queryset: QuerySet, backwards: bool = False) -> QuerySet:
        """Return the rows in this order, or from its end."""
        sign = "-" if self.descending != backwards else ""
        columns = [self.column] if self.column == "id" else [self.column, "id"]
        return queryset.order_by(*(f"{sign}{column}" for column in columns))

    def beyond(self, queryset: QuerySet, place: Place, backwards: bool = False) -> QuerySet:
        """Return the rows behind a place, or before it."""
        less = self.descending != backwards
        if self.column == "id":
            return queryset.filter(**{"id__lt" if less else "id__gt": place.number})
        return queryset.filter(Beyond(self.column, place, less))

    def place_of(self, row: Model) -> Place:
        """Return the place of a row."""
        return Place(None if self.column == "id" else getattr(row, self.column), row.pk)

    def place(self, text: str) -> Place | None:
        """Return the place that a text of an address says, or None."""
        try:
            return Place.read(text, self)
        except ValueError:
            return None


NEWEST_FIRST = Order()


class Beyond(Func):
    """Whether (column, id) comes before or after a place, as the database compares pairs.

    An index on both columns answers this from any place; `column < x OR (column = x AND id < y)`
    would read all rows of one priority first.
    """

    output_field = BooleanField()

    def __init__(self, column: str, place: Place, less: bool) -> None:
        super().__init__(F(column), F("id"), Value(place.value), Value(place.number))
        self.sign = "<" if less else ">"

    def as_sql(  # type: ignore[override]  # the stubs tell of Django 6, which wants tuples
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """Return "(column, id) < (value, number)" and its parameters."""
        compiled = [compiler.compile(part) for part in self.source_expressions]
        column, number, value, its_number = (sql for sql, _params in compiled)
        params = [param for _sql, its_params in compiled for param in its_params]
        return f"({column}, {number}) {self.sign} ({value}, {its_number})", params


@dataclass(frozen=True)
class Page:
    """Rows of a list, and the places before and behind which more of them are, or None."""

    rows: list
    before: Any = None
    after: Any = None

    @classmethod
    def cut(cls, taken: list, place_of: Callable[[Any], Any], size: int = SIZE) -> "Page":
        """Return the first `size` of the rows `taken`, which are one more if there is one."""
        rows = taken[:size]
        return cls(rows, after=place_of(rows[-1]) if len(taken) > size else None)


def page_of(
    queryset: QuerySet,
    order: Order,
    after: Place | None = None,
    before: Place | None = None,
    size: int = SIZE,
) -> Page:
    """Return the `Page` behind or before a place, or the first one."""
    backwards, place = before is not None, before or after
    if place:
        queryset = order.beyond(queryset, place, backwards)
    taken = list(order.order(queryset, backwards)[: size + 1])
    page = Page.cut(taken, order.place_of, size)
    start = order.place_of(page.rows[0]) if place and page.rows else None
    if backwards:
        return Page(page.rows[::-1], before=page.after, after=start)
    return replace(page, before=start)


class NamePage:
    """One page of `rows` by name: those that match `q`, beginning behind the row `after`.

    `rows` is a queryset with an order `BY_NAME` and with `matching`; `params` are the address's.
    """

    def __init__(self, rows: Any, params: Mapping[str, str]) -> None:
        self.all, self.q = rows, params.get("q", "").strip()
        self.after = params.get("after", "")

    @cached_property
    def _page(self) -> Page:
        """The page. Its place is read from the row, so that the address holds no name."""
        rows = self.all.matching(self.q) if self.q else self.all
        number, order = number_of(self.after), rows.BY_NAME
        last = self.all.model.objects.filter(pk=number).first() if number is not None else None
        return page_of(rows, order, after=last and order.place_of(last))

    @property
    def rows(self) -> list:
        """The rows to show."""
        return self._page.rows

    @property
    def older(self) -> str:
        """The address of the next page, or "" on the last."""
        return self._address(after=self._page.after.number) if self._page.after else ""

    @property
    def newer(self) -> str:
        """The address of the first page, or "" on it."""
        return self._address() if self.after else ""

    def _address(self, **more: int) -> str:
        """Return the address of this list with `q`, and `more`."""
        return "?" + urlencode({**({"q": self.q} if self.q else {}), **more})
