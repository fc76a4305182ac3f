"""The columns of the table; some sort, and say so."""

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
class Column:
    """One column: its label, its class, how it is sorted now, and the address that sorts by it."""

    label: str
    kind: str
    sorted: str = ""
    href: str = ""


def columns_of(listing):
    """Return the columns of a listing's table."""
    return [column_of(listing, *facts) for facts in COLUMNS]


def column_of(listing, label, by, kind):
    """Return one column; pressing the one it is sorted by turns the order round."""
    if not by:
        return Column(label, kind)
    now = listing.sorting
    is_by = now.by == by
    wanted = Sorting(by, not now.descending if is_by else by not in UPWARDS)
    direction = "descending" if now.descending else "ascending"
    href = listing.address(listing.line.with_("sort", str(wanted)))
    return Column(label, kind, direction if is_by else "", href)
