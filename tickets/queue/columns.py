"""The columns of the table; some sort, and say so."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tickets.properties import PROPERTIES
from tickets.properties.facts import TableColumn
from tickets.search.sorting import ORDERS, Sorting

OF_PROPERTIES = {prop.name: prop.table_column for prop in PROPERTIES.values() if prop.table_column}
FIRST = ("subject", "customer", "status", "holder", "priority")
"""Properties whose cells the table's rows know; the columns of others follow them."""
MORE = [name for name in OF_PROPERTIES if name not in FIRST]
COLUMNS = (
    TableColumn(_("No."), "row__cell-num", "number"),
    *(OF_PROPERTIES[name] for name in (*FIRST, *MORE)),
    TableColumn(_("Waits"), "row__cell-waits table__end"),
    TableColumn(_("Updated"), "row__cell-updated table__end", "updated"),
)


@dataclass(frozen=True)
class Column:
    """One column: its label, its class, how it is sorted now, and the address that sorts by it."""

    label: str
    kind: str
    sorted: str = ""
    href: str = ""


def columns_of(listing):
    """Return the columns of a listing's table."""
    return [column_of(listing, facts.label, facts.by, facts.css) for facts in COLUMNS]


def column_of(listing, label, by, css):
    """Return one column; pressing the one it is sorted by turns the order round.

    The first press shows the last or highest first, unless the order is one that is read upwards.
    """
    if not by:
        return Column(label, css)
    now = listing.sorting
    is_by = now.by == by
    wanted = Sorting(by, not now.descending if is_by else not ORDERS[by].is_upward)
    direction = "descending" if now.descending else "ascending"
    href = listing.address(listing.line.with_("sort", str(wanted)))
    return Column(label, css, direction if is_by else "", href)
