"""The orders of a list of tickets. Its pages are made in `core.paging`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.paging import Order, moment_of
from tickets.properties import PROPERTIES
from tickets.properties.facts import SortKey

ORDERS = {
    order.by: order
    for order in (
        SortKey(
            "updated",
            "last_activity_at",
            moment_of,
            _("updated, newest first"),
            _("updated, oldest first"),
        ),
        SortKey("created", "created_at", moment_of, _("newest first"), _("oldest first")),
        SortKey("number", "id", int, _("number, highest first"), _("number, lowest first")),
        *(prop.order for prop in PROPERTIES.values() if prop.order),
    )
}
"""What a list can be sorted by: columns that every ticket has, and properties."""


@dataclass(frozen=True)
class Sorting(Order):
    """One order: by `by`, one of ORDERS, then by number in the same direction."""

    by: str = "updated"
    descending: bool = True

    @classmethod
    def named(cls, word: str) -> "Sorting":
        """Return the sorting for a word like "updated-desc"."""
        by, _dash, direction = word.partition("-")
        return cls(by, direction != "asc")

    def __str__(self) -> str:
        return f"{self.by}-{'desc' if self.descending else 'asc'}"

    @property
    def column(self) -> str:  # type: ignore[override]  # a property here, an attribute there
        """The column it sorts by."""
        return ORDERS[self.by].column

    @property
    def reader(self) -> Callable[[str], Any]:  # type: ignore[override]
        """The function that makes a value from its text."""
        return ORDERS[self.by].read
