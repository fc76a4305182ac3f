"""How a property appears in search, in lists, on the ticket's page and in bulk changes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.text import Label


@dataclass(frozen=True)
class SearchKey:
    """A key of the query line. `matches` names the class in `tickets/search/keys.py` that reads it.

    `example` is suggested with the key, `values` are suggested after it. `placeholder` is for the
    field in the key's menu where values are typed. `other_words` are names that other products use.
    `not_found` is the sentence for a name that was not found.
    """

    name: str
    label: Label
    matches: str
    column: str = ""
    example: str = ""
    values: tuple[str, ...] = ()
    placeholder: str = ""
    other_words: tuple[str, ...] = ()
    not_found: str = ""
    has_menu: bool = True


@dataclass(frozen=True)
class SortKey:
    """An order of lists, called `by` in the query line, with words for both directions.

    `read` makes a value from its text in a URL; it raises ValueError. With `is_upward`, the first
    click on the column's head sorts ascending, as is usual for names.
    """

    by: str
    column: str
    read: Callable[[str], Any]
    descending: Label
    ascending: Label
    is_upward: bool = False

    @property
    def directions(self) -> list[tuple[str, Label]]:
        """Its two directions as (word, label), the usual one first."""
        both = [("desc", self.descending), ("asc", self.ascending)]
        return both[::-1] if self.is_upward else both


@dataclass(frozen=True)
class TableColumn:
    """A column of the queue's table: its head, its CSS class, and by which order it sorts.

    `stored_in` is the database column that the cells show, if rows are loaded without it otherwise.
    """

    label: Label
    css: str = ""
    by: str = ""
    stored_in: str = ""


@dataclass(frozen=True)
class OnPage:
    """Where a ticket's page shows and edits a property.

    `part` is head, timeline or context, `rank` its place among the properties there. `template`
    shows it. `also` are other parts that a change affects. `opens` says if a GET opens its form.
    """

    url: str
    path: str
    part: str = "head"
    rank: int = 0
    template: str = ""
    hotkey: str = ""
    also: tuple[str, ...] = ()
    opens: bool = True
    edit_label: str = ""


@dataclass(frozen=True)
class BulkAction:
    """A change of many tickets in the administration; without `has_value` it sets nothing."""

    name: str
    words: str
    title: str
    label: str = ""
    has_value: bool = True
