"""The heads of the table's columns; some sort, and say so."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tickets.search.sorting import Sorting

COLUMNS = (
    (_("No."), "number", "row__cell-num"),
    (_("Subject"), "", ""),
    (_("Customer"), "", ""),
    (_("Status"), "status", ""),
    (_("Holder"), "", ""),
    (_("Priority"), "priority", "row__cell-priority"),
    (_("Waits"), "", "row__cell-waits table__end"),
    (_("Updated"), "updated", "row__cell-updated table__end"),
)
UPWARDS = {"status"}
"""What is read from its beginning at the first press; the others begin with the last, or most."""


@dataclass(frozen=True)
class Head:
    """One head: its label, its class, how it is sorted now, and the address that sorts by it."""

    label: str
    kind: str
    sorted: str = ""
    href: str = ""


def heads_of(listing):
    """Return the heads of a listing's table."""
    return [head(listing, *column) for column in COLUMNS]


def head(listing, label, by, kind):
    """Return one head; pressing the one it is sorted by turns the order round."""
    if not by:
        return Head(label, kind)
    now = listing.sorting
    is_by = now.by == by
    wanted = Sorting(by, not now.descending if is_by else by not in UPWARDS)
    direction = "descending" if now.descending else "ascending"
    href = listing.address(listing.line.with_("sort", str(wanted)))
    return Head(label, kind, direction if is_by else "", href)
