"""One line that says what a calendar part is about."""

import re

MOST_CHARACTERS = 200_000

_FOLD = re.compile(r"\r?\n[ \t]")
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:\d\d)?(Z?))?")
WORDS = {
    "REQUEST": "Invitation",
    "PUBLISH": "Event",
    "CANCEL": "Cancelled",
    "REPLY": "Answer to an invitation",
    "COUNTER": "Another time proposed",
    "REFRESH": "Event",
    "ADD": "Event",
}
ANSWERS = {"ACCEPTED": "Accepted", "DECLINED": "Declined", "TENTATIVE": "Maybe"}


def read_calendar_line(text: str) -> str:
    """Return "Invitation: Review · 2026-03-12 10:00–11:00 Europe/Berlin · Room 3", or ""."""
    text = _FOLD.sub("", text[:MOST_CHARACTERS])
    whole, _, event = text.partition("BEGIN:VEVENT")
    event = event.partition("BEGIN:VALARM")[0].partition("END:VEVENT")[0]
    if not event:
        return ""
    method = read_property(whole, "METHOD")[1].upper()
    word = WORDS.get(method, "Event")
    if method == "REPLY":
        state = re.search(r"PARTSTAT=\"?([A-Z-]+)", event)
        word = ANSWERS.get(state[1] if state else "", word)
    if read_property(event, "STATUS")[1].upper() == "CANCELLED":
        word = "Cancelled"
    facts = [
        read_property(event, "SUMMARY")[1],
        event_time(event),
        read_property(event, "LOCATION")[1],
    ]
    said = " · ".join(filter(None, facts))
    return " ".join(f"{word}: {said}".split())[:300] if said else ""


def read_property(text: str, name: str) -> tuple[str, str]:
    """Return (parameters, value) of the first such property, its escapes undone."""
    match = re.search(rf"^{name}((?:;[^:\r\n]*?)?):([^\r\n]*)", text, re.M | re.I)
    if not match:
        return "", ""
    plain = re.sub(r"\\([nN,;\\])", lambda m: " " if m[1] in "nN" else m[1], match[2])
    return match[1], plain.strip()


def event_time(event: str) -> str:
    """Return when it is: "2026-03-12 10:00–11:00 Europe/Berlin"."""
    parameters, start = read_property(event, "DTSTART")
    first, last = _STAMP.match(start), _STAMP.match(read_property(event, "DTEND")[1])
    if not first:
        return ""
    zone = re.search(r"TZID=\"?([^;:\"]+)", parameters)
    said = stamp_day(first) + stamp_time(first)
    if last and stamp_time(last):
        said += "–" + (
            stamp_time(last).strip()
            if stamp_day(last) == stamp_day(first)
            else stamp_day(last) + stamp_time(last)
        )
    return said + (" UTC" if first[6] else f" {zone[1]}" if zone and stamp_time(first) else "")


def stamp_day(match: re.Match[str]) -> str:
    """Return the day of a stamp."""
    return "-".join(match.group(1, 2, 3))


def stamp_time(match: re.Match[str]) -> str:
    """Return the time of a stamp, or "" for a whole day."""
    return f" {match[4]}:{match[5]}" if match[4] else ""
