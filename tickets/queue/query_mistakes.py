"""A line with its mistakes marked, each at its place."""

from dataclasses import dataclass
from urllib.parse import urlencode

LONGEST = 80


@dataclass(frozen=True)
class Piece:
    """A part of the line; `is_wrong` where it is marked."""

    text: str
    is_wrong: bool = False


@dataclass(frozen=True)
class Slip:
    """One mistake in words; `repaired` is the address of the line with `instead` in its place."""

    words: str
    start: int
    end: int
    instead: str
    repaired: str


def pieces_of(line):
    """Return a line in pieces, those that are wrong marked; long ones lack their middle."""
    spans = sorted({(mistake.start, mistake.end) for mistake in line.errors})
    pieces, at = [], 0
    for start, end in spans:
        pieces += [
            Piece(shortened(line.text[at:start])),
            Piece(shortened(line.text[start:end]), True),
        ]
        at = end
    pieces.append(Piece(shortened(line.text[at:])))
    return [piece for piece in pieces if piece.text]


def slips_of(line):
    """Return the mistakes of a line as they are told."""
    return [
        Slip(
            words=mistake.words,
            start=mistake.start,
            end=mistake.end,
            instead=mistake.instead,
            repaired=urlencode({"q": line.replaced(mistake)}) if mistake.instead else "",
        )
        for mistake in line.errors
    ]


def shortened(text):
    """Return both ends of a long text."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"
