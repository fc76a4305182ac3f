"""A query line with its mistakes marked."""

from dataclasses import dataclass
from urllib.parse import urlencode

LONGEST = 80


@dataclass(frozen=True)
class LinePart:
    """A part of the line; `is_wrong` if it is marked."""

    text: str
    is_wrong: bool = False


@dataclass(frozen=True)
class ShownMistake:
    """One mistake in words; `repaired` is the query string of the line with `instead` in it."""

    words: str
    start: int
    end: int
    instead: str
    repaired: str


def line_parts(line):
    """Return a line in parts, the wrong ones marked; long parts lack their middle."""
    spans = sorted({(mistake.start, mistake.end) for mistake in line.errors})
    parts, at = [], 0
    for start, end in spans:
        parts += [
            LinePart(both_ends(line.text[at:start])),
            LinePart(both_ends(line.text[start:end]), True),
        ]
        at = end
    parts.append(LinePart(both_ends(line.text[at:])))
    return [part for part in parts if part.text]


def shown_mistakes(line):
    """Return the mistakes of a line as they are shown."""
    return [
        ShownMistake(
            words=mistake.words,
            start=mistake.start,
            end=mistake.end,
            instead=mistake.instead,
            repaired=urlencode({"q": line.replaced(mistake)}) if mistake.instead else "",
        )
        for mistake in line.errors
    ]


def both_ends(text):
    """Return both ends of a long text."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
