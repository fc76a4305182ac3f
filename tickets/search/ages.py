"""Times in the query line: an age (`<2w`), a day, a month, or from..to.

`<2w` means *less than two weeks ago* and `>3d` *more than three days ago*; with a date
the signs mean before and after. Days begin and end in the reader's time zone.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock

AGE = re.compile(r"([<>])([0-9]{1,4})([hdwmy])", re.ASCII | re.IGNORECASE)
DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})(?:-([0-9]{1,2}))?", re.ASCII)
HOURS = {"h": 1, "d": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24}
ONE_DAY = timedelta(days=1)
YEARS = range(1970, 3000)


@dataclass(frozen=True)
class Period:
    """From `since` (included) to `until` (not included); None leaves an end open."""

    since: datetime | None
    until: datetime | None
    words: str


def period(text: str, now: datetime | None = None) -> Period:
    """Return the `Period` that a text means now, or at the moment `now`. Raises ValueError."""
    now = now or clock.now()
    if age := AGE.fullmatch(text):
        return _age(age, now)
    first, dots, last = text.partition("..")
    if dots:
        start, end = _days(first)[0], _days(last)[1]
        words = _("%(first)s to %(last)s") % {"first": _said(start), "last": _said(end - ONE_DAY)}
        return Period(_midnight(start), _midnight(end), words)
    start, end = _days(text[1:] if text[:1] in "<>" else text, now)
    if text.startswith("<"):
        return Period(None, _midnight(start), _("before %s") % _said(start))
    if text.startswith(">"):
        return Period(_midnight(end), None, _("after %s") % _said(end - ONE_DAY))
    words = date_format(start, "F Y") if end - start > ONE_DAY else _said(start)
    return Period(_midnight(start), _midnight(end), words)


def _age(match: re.Match[str], now: datetime) -> Period:
    """Return the period of a match of AGE."""
    sign, count, unit = match[1], int(match[2]), match[3].lower()
    try:
        moment = now - timedelta(hours=count * HOURS[unit])
    except OverflowError as error:
        raise ValueError(match[0]) from error
    words = _span(count, unit)
    if sign == "<":
        return Period(moment, None, _("less than %s ago") % words)
    return Period(None, moment, _("more than %s ago") % words)


def _span(count: int, unit: str) -> str:
    """Return "2 weeks"."""
    words = {
        "h": ngettext("%d hour", "%d hours", count),
        "d": ngettext("%d day", "%d days", count),
        "w": ngettext("%d week", "%d weeks", count),
        "m": ngettext("%d month", "%d months", count),
        "y": ngettext("%d year", "%d years", count),
    }
    return words[unit] % count


def _days(text: str, now: datetime | None = None) -> tuple[date, date]:
    """Return the first day of a day, a month, "today" or "yesterday", and the day after the last.

    Raises ValueError.
    """
    named = {"today": 0, "yesterday": 1}.get(text.casefold())
    if named is not None:
        start = timezone.localdate(now) - named * ONE_DAY
        return start, start + ONE_DAY
    match = DAY.fullmatch(text)
    if not match or int(match[1]) not in YEARS:
        raise ValueError(text)
    start = date(int(match[1]), int(match[2]), int(match[3] or 1))
    if match[3]:
        return start, start + ONE_DAY
    return start, (start.replace(day=28) + 4 * ONE_DAY).replace(day=1)


def _midnight(day: date) -> datetime:
    """Return the moment at which a day begins in the reader's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def _said(day: date) -> str:
    """Return "2 Nov 2026"."""
    return date_format(day, "j M Y")
