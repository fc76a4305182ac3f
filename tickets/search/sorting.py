"""The orders of a list of tickets. How its pages are cut stands in `core.paging`."""

from dataclasses import dataclass

from core.paging import Order, moment_of
from tickets.choices import Priority, Status

COLUMNS = {
    "number": "id",
    "updated": "last_activity_at",
    "created": "created_at",
    "priority": "priority",
    "status": "status",
}
READERS = {
    "number": int,
    "updated": moment_of,
    "created": moment_of,
    "priority": lambda text: Priority(int(text)).value,
    "status": lambda text: Status(text).value,
}


@dataclass(frozen=True)
class Sorting(Order):
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

    @property
    def reader(self):
        """What makes a value of its text."""
        return READERS[self.by]
