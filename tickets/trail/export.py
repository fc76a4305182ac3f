"""The trail as CSV, safe to open in a spreadsheet."""

import csv
import io

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HEADS = (
    _("When"), _("Who"), _("Email"), _("Kind"), _("What"), _("About"), _("Why"), _("Through"),
    _("IP address"), _("Event number"),
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001
BOM = "\ufeff"
"""Tells a spreadsheet that the file is UTF-8."""


def csv_lines(entries):
    """Yield the head and then a line for each entry."""
    yield BOM + csv_line(HEADS)
    for entry in entries:
        yield csv_line(export_row(entry))


def export_row(entry):
    """Return the columns of one entry."""
    event = entry.event
    return (
        timezone.localtime(event.at).isoformat(timespec="seconds"),
        event.by or "",
        event.by.email if event.by else "",
        f"{entry.source.name}.{event.kind}",
        entry.plain,
        entry.about.words if entry.about else "",
        event.why,
        event.via,
        entry.ip,
        event.pk,
    )


def csv_line(values):
    """Return one line of a CSV file."""
    out = io.StringIO()
    csv.writer(out).writerow([cell(value) for value in values])
    return out.getvalue()


def cell(value):
    """Return a value as a cell that a spreadsheet does not take for a formula."""
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
