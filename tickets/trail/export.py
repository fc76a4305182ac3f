"""The trail as CSV, line by line, safe to open in a spreadsheet."""

import csv
import io

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HEADS = (
    _("When"), _("Who"), _("E-mail"), _("Kind"), _("What"), _("About"), _("Why"), _("Through"),
    _("Address"), _("Number"),
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # noqa: RUF001
BOM = "\ufeff"
"""Tells a spreadsheet that the file is UTF-8."""


def csv_lines(entries):
    """Yield the head and then a line for each entry."""
    yield BOM + line(HEADS)
    for entry in entries:
        yield line(columns(entry))


def columns(entry):
    """Return what the export says of one entry."""
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


def line(values):
    """Return one line of a CSV file."""
    out = io.StringIO()
    csv.writer(out).writerow([cell(value) for value in values])
    return out.getvalue()


def cell(value):
    """Return a value as a cell that no spreadsheet computes: it would run what people wrote."""
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
