"""Reads Date headers in all the forms that mail programs write, as aware datetimes."""

import re
from datetime import UTC, datetime, timedelta, timezone

_MONTHS = (
    "jan january januar janvier enero gennaio janeiro ene gen jän jaen janv januari",
    "feb february februar février fevrier febrero febbraio fevereiro fév févr fevr fev febr",
    "mar march märz mrz mär maerz mars marzo março marco mrt maart",
    "apr april avril abril aprile avr abr",
    "may mai mayo maggio maio mag mei maj",
    "jun june juni juin junio giugno junho giu",
    "jul july juli juillet julio luglio julho lug juil",
    "aug august août aout agosto ago aoû augustus augusti",
    "sep september sept septembre septiembre settembre setembro set",
    "oct october oktober octobre octubre ottobre outubro okt ott out",
    "nov november novembre noviembre novembro",
    "dec december dezember décembre decembre diciembre dicembre dezembro dez déc dic december",
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}

# Minutes from UTC. A name that means many things means what most email means by it.
ZONES = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "met": 60,
    "mez": 60, "cest": 120, "mest": 120, "mesz": 120, "metdst": 120, "eet": 120, "eest": 180,
    "msk": 180, "msd": 240, "ist": 330, "hkt": 480, "sgt": 480, "cct": 480, "jst": 540,
    "kst": 540, "aest": 600, "aedt": 660, "acst": 570, "awst": 480, "nzst": 720, "nzdt": 780,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480,
    "pdt": -420, "ast": -240, "adt": -180, "nst": -210, "ndt": -150, "akst": -540, "akdt": -480,
    "hst": -600, "brt": -180, "brst": -120, "art": -180, "sast": 120, "idt": 180,
}  # fmt: skip

_COMMENT = re.compile(r"\([^()]*\)?")
_TIME = re.compile(
    r"(?<!\d)(\d{1,2})\s*:\s*(\d{1,2})(?:\s*:\s*(\d{1,2}))?(?:[.,]\d+)?\s*([ap]\.?m\b\.?)?", re.I
)
_DOTTED = re.compile(r"(?<![\d.])(\d\d)\.(\d\d)\.(\d\d)()(?![\d.])")
_ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:\b|T)")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]*([^\W\d_]{3,10})\.?,?[\s-]*(\d{2,4})(?![\d:])", re.I
)
_MONTH_DAY = re.compile(
    r"([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?(?!\d|:)", re.I
)
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4}|\d{2})(?!\d)")
_YEAR = re.compile(r"(?<![\d:+-])((?:19|20)\d\d)(?![\d:])")
_OFFSET = re.compile(r"([+-])\s?(\d{1,2})(?::?(\d{2}))?(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")


def read_date(text: str) -> datetime | None:
    """Return the aware moment that a Date header means, or None. No zone counts as UTC."""
    text = _COMMENT.sub(" ", text[:200]).strip()
    time = _TIME.search(text)
    if not time and any(word in MONTHS for word in _WORD.findall(text.lower())):
        time = _DOTTED.search(text)
    without_time = text[: time.start()] + " " + text[time.end() :] if time else text
    day = read_day(without_time)
    if not day:
        return None
    try:
        clock = read_time(time) if time else (0, 0, 0)
        zone = read_zone(text[time.end() :] if time else "")
        year, month, date = day
        moment = datetime(year, month, date, *clock[:2], min(clock[2], 59), tzinfo=zone)
        return moment if 1 < moment.year < 9999 else None
    except (ValueError, OverflowError):
        return None


def read_day(text: str) -> tuple[int, int, int] | None:
    """Return (year, month, day), or None."""
    if match := _CJK.search(text) or _ISO.search(text):
        return int(match[1]), int(match[2]), int(match[3])
    for match in _DAY_MONTH.finditer(text):
        if month := MONTHS.get(match[2].lower()):
            return full_year(match[3]), month, int(match[1])
    for match in _MONTH_DAY.finditer(text):
        month = MONTHS.get(match[1].lower())
        other = _YEAR.search(text)
        year = match[3] or (other[1] if other else "")
        if month and year:
            return int(year), month, int(match[2])
    if match := _NUMBERS.search(text):
        return read_numeric_day(int(match[1]), match[2], int(match[3]), match[4])
    return None


def read_numeric_day(first: int, mark: str, second: int, year: str) -> tuple[int, int, int]:
    """Return (year, month, day) of 31.12.99 and 12/31/99: a slash means the month comes first."""
    month_first = mark == "/" and first <= 12 or second > 12
    month, day = (first, second) if month_first else (second, first)
    return full_year(year), month, day


def full_year(digits: str) -> int:
    """Return the year of two, three or four digits (RFC 5322, 4.3)."""
    year = int(digits)
    if len(digits) >= 4:
        return year
    return year + (2000 if len(digits) == 2 and year < 50 else 1900)


def read_time(match: re.Match[str]) -> tuple[int, int, int]:
    """Return (hour, minute, second)."""
    hour, minute, second = (int(group or 0) for group in match.group(1, 2, 3))
    half = (match[4] or "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return hour, minute, second


def read_zone(text: str) -> timezone:
    """Return the zone that the text after the time names; UTC where it names none we know."""
    if match := _OFFSET.search(text):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        if minutes < 24 * 60:
            return timezone((-1 if match[1] == "-" else 1) * timedelta(minutes=minutes))
        return UTC
    named = [ZONES[word] for word in map(str.lower, _WORD.findall(text)) if word in ZONES]
    return timezone(timedelta(minutes=named[0])) if named and named[0] else UTC
