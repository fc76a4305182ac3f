"""A line with its mistakes marked, each at its place."""

from dataclasses import dataclass
from urllib.parse import urlencode

AROUND = 60


@dataclass(frozen=True)
class Marked:
    """One mistake with what stands before and behind it; `repaired` is the address put right."""

    words: str
    start: int
    end: int
    before: str
    marked: str
    after: str
    instead: str
    repaired: str


def marked(line):
    """Return the mistakes of a line as they are shown."""
    return [
        Marked(
            words=mistake.words,
            start=mistake.start,
            end=mistake.end,
            before=shortened_start(line.text[: mistake.start]),
            marked=shortened_end(line.text[mistake.start : mistake.end]),
            after=shortened_end(line.text[mistake.end :]),
            instead=mistake.instead,
            repaired=urlencode({"q": line.replaced(mistake)}) if mistake.instead else "",
        )
        for mistake in line.errors
    ]


def shortened_start(text):
    """Return the end of a long text."""
    return text if len(text) <= AROUND else f"…{text[-AROUND:]}"


def shortened_end(text):
    """Return the beginning of a long text."""
    return text if len(text) <= AROUND else f"{text[:AROUND]}…"
