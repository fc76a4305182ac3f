"""The years, months and days of a list in the admin, told by its first row alone.

Django's own tag asks the database for every distinct period, which reads the whole table.
"""

import calendar
import datetime
from collections.abc import Sequence
from typing import Any

from django import template
from django.contrib.admin.views.main import ChangeList
from django.db.models import Min
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format

from core.text import number_of

register = template.Library()


@register.inclusion_tag("admin/date_hierarchy.html")
def periods(cl: ChangeList) -> dict[str, Any]:
    """Links to the periods of a list; nothing for one without a date."""
    field = cl.date_hierarchy
    if not field:
        return {"show": False}
    return Periods(cl, field).context()


class Periods:
    """The choice among periods of `cl`, a ChangeList, by its field."""

    def __init__(self, cl: ChangeList, field: str) -> None:
        self.cl, self.field = cl, field
        self.chosen = [self._chosen(part) for part in ("year", "month", "day")]

    def _chosen(self, part: str) -> int | None:
        """Return the number that the address says, or None."""
        value = self.cl.params.get(f"{self.field}__{part}")
        value = value[-1] if isinstance(value, list) else value
        return number_of(str(value))

    def link(self, *parts: int) -> str:
        """Return the address of a period: a year, a month of it, a day of that; or of all."""
        names = (f"{self.field}__{part}" for part in ("year", "month", "day"))
        return self.cl.get_query_string(
            dict(zip(names, map(str, parts), strict=False)), [f"{self.field}__"]
        )

    def first_year(self) -> int | None:
        """Return the year of the table's first row, or None for an empty one.

        Filters do not count, as all that they keep would have to be read. Nor is a column without
        an index: rows have their numbers in the order in which they were written.
        """
        rows, field = self.cl.model._default_manager.order_by(), self.field
        indexed = {index.fields[0].lstrip("-") for index in rows.model._meta.indexes}
        if field in indexed:
            first = rows.aggregate(first=Min(field))["first"]
        else:
            first = rows.order_by("pk").values_list(field, flat=True).first()
        return timezone.localtime(first).year if first else None

    def context(self) -> dict[str, Any]:
        """Return what the admin's template shows."""
        year, month, day = self.chosen
        if year and month:
            return self._days(year, month, day)
        today = timezone.localdate()
        first = year or self.first_year()
        if first is None:
            return {"show": False}
        if not year and first < today.year:
            return self._show([(self.link(y), str(y)) for y in range(first, today.year + 1)])
        months = range(1, (today.month if first == today.year else 12) + 1)
        choices = [(self.link(first, m), f"{MONTHS[m]} {first}") for m in months]
        return self._show(choices, (self.link(), None) if year else None)

    def _days(self, year: int, month: int, day: int | None) -> dict[str, Any]:
        """Return the days of a month, without asking which of them have rows."""
        if not 1 <= month <= 12 or not 1 <= year <= 9999:
            return {"show": False}
        days = [day] if day else range(1, calendar.monthrange(year, month)[1] + 1)
        name = f"{MONTHS[month]} {year}"
        if day:
            shown = date_format(datetime.date(year, month, min(day, 28)), "F Y")
            return self._show([("", f"{day} {shown}")], (self.link(year, month), name))
        choices = [(self.link(year, month, d), str(d)) for d in days]
        return self._show(choices, (self.link(year), str(year)))

    @staticmethod
    def _show(
        choices: Sequence[tuple[str, str]], back: tuple[str, str | None] | None = None
    ) -> dict[str, Any]:
        """Return links with their titles, and the way back to a longer period."""
        from django.utils.translation import gettext as _

        return {
            "show": True,
            "back": {"link": back[0], "title": back[1] or _("All dates")} if back else None,
            "choices": [{"link": link, "title": title} for link, title in choices],
        }
