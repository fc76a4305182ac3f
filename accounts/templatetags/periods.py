"""The years, months and days of a list in the admin, told by its first and last row alone.

Django's own tag asks the database for every distinct period, which reads the whole table.
"""

import calendar
import datetime

from django import template
from django.db.models import Max, Min
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.formats import date_format

register = template.Library()


@register.inclusion_tag("admin/date_hierarchy.html")
def periods(cl):
    """Links to the periods of a list; nothing for one without a date."""
    field = cl.date_hierarchy
    if not field:
        return {"show": False}
    return Periods(cl, field).context()


class Periods:
    """The choice among periods of `cl`, a ChangeList, by its field."""

    def __init__(self, cl, field):
        self.cl, self.field = cl, field
        self.chosen = [self._chosen(part) for part in ("year", "month", "day")]

    def _chosen(self, part):
        """Return the number that the address says, or None."""
        value = self.cl.params.get(f"{self.field}__{part}")
        value = value[-1] if isinstance(value, list) else value
        return int(value) if value and str(value).isdecimal() else None

    def link(self, *parts):
        """Return the address of a period: a year, a month of it, a day of that; or of all."""
        names = (f"{self.field}__{part}" for part in ("year", "month", "day"))
        return self.cl.get_query_string(
            dict(zip(names, map(str, parts), strict=False)), [f"{self.field}__"]
        )

    def bounds(self):
        """Return the first and the last day of the list, or None for an empty one."""
        rows = self.cl.queryset.order_by().aggregate(first=Min(self.field), last=Max(self.field))
        if rows["first"] is None:
            return None
        return [timezone.localtime(rows[end]).date() for end in ("first", "last")]

    def context(self):
        """Return what the admin's template shows."""
        year, month, day = self.chosen
        if year and month:
            return self._days(year, month, day)
        bounds = self.bounds()
        if bounds is None:
            return {"show": False}
        first, last = bounds
        if not year and first.year < last.year:
            years = range(first.year, last.year + 1)
            return self._show([(self.link(y), str(y)) for y in years])
        year = year or first.year
        months = range(first.month, last.month + 1)
        choices = [(self.link(year, m), f"{MONTHS[m]} {year}") for m in months]
        back = (self.link(), None) if self.chosen[0] else None
        return self._show(choices, back)

    def _days(self, year, month, day):
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
    def _show(choices, back=None):
        """Return links with their titles, and the way back to a longer period."""
        from django.utils.translation import gettext as _

        return {
            "show": True,
            "back": {"link": back[0], "title": back[1] or _("All dates")} if back else None,
            "choices": [{"link": link, "title": title} for link, title in choices],
        }
