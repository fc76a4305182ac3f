"""The block of header lines in front of an email or of one of its parts.

Each field is a (name, raw value) of bytes, in the order of the email. What stands before the first
field (a mark of a text editor, a line of a mailbox file, rubbish) is skipped, and a field whose
continuation lost its blank is put together again.
"""

import re
from collections.abc import Callable

MOST_BYTES = 1_000_000
MOST_FIELDS = 5_000
MOST_RUBBISH = 2_000

# A line of this kind proves that the header is not over yet.
KNOWN = re.compile(
    rb"(?:received|from|to|cc|subject|date|message-id|mime-version|reply-to|return-path|sender"
    rb"|in-reply-to|references|content-[a-z-]{2,40}|x-[a-z0-9_-]{1,60}|dkim-signature|user-agent"
    rb"|delivered-to|list-[a-z-]{2,30}|importance|thread-[a-z]{2,10}|errors-to)[ \t]*:",
    re.I,
)
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:[ \t]*")
_LINE = re.compile(rb"[^\r\n]*(?:\r*\n|\r|\Z)")
_BLANK_LINE = re.compile(rb"\n\r*\n")
_ENVELOPE = re.compile(rb">?From [^\r\n]*(?:\r\n|\n|\r)")


class Headers:
    """The fields of one header block, and where the body starts."""

    __slots__ = ("fields", "body", "problems", "pieces")

    def __init__(self) -> None:
        self.fields: list[tuple[bytes, bytes]] = []
        self.pieces: list[tuple[bytes, list[bytes]]] = []  # the fields while they are read
        self.body = 0
        self.problems: list[str] = []

    def all(self, name: str) -> list[bytes]:
        """Return the raw values of every field of this (lower-case) name."""
        wanted = name.encode()
        return [value for key, value in self.fields if key.lower() == wanted]

    def get(self, name: str) -> bytes:
        """Return the raw value of the first field of this name that says something, or b""."""
        return next((value for value in self.all(name) if value.strip()), b"")


def read_headers(
    data: bytes, start: int = 0, is_end: Callable[[bytes], bool] | None = None
) -> Headers:
    """Return the `Headers` that start at this place.

    `is_end(line)` tells of a line that cannot be in a header (a boundary): the part is over there.
    """
    headers = Headers()
    block, place = header_lines(data, start, is_end)
    last = max((i for i, line in enumerate(block) if KNOWN.match(line[1])), default=-1)
    for index, (at, text) in enumerate(block):
        if not add_header_line(headers, text, index < last):
            note_problem(headers, "no blank line after the header")
            place = at
            break
    else:
        if place - start >= MOST_BYTES:
            note_problem(headers, "header cut")
            place = end_of_header(data, place)
    headers.body = place
    headers.fields = [(name, b"".join(value)) for name, value in headers.pieces]
    return headers


def header_lines(
    data: bytes, start: int, is_end: Callable[[bytes], bool] | None
) -> tuple[list[tuple[int, bytes]], int]:
    """Return the (place, text) of all lines before the first blank one, and what follows it."""
    block: list[tuple[int, bytes]] = []
    place, until = start, min(len(data), start + MOST_BYTES)
    while place < until:
        line = _LINE.match(data, place, until)[0]  # type: ignore[index]  # it always matches
        text = line.rstrip(b"\r\n")
        if is_end and text.startswith(b"--") and is_end(text):
            break
        if not text or (not text.strip() and ends_at_blanks(data, place + len(line))):
            return block, place + len(line)
        block.append((place, text))
        place += len(line)
    return block, place


def ends_at_blanks(data: bytes, place: int) -> bool:
    """Tell whether the header is over after a line of nothing but blanks: no field goes on."""
    return not _FIELD.match(data, place) and data[place : place + 1] not in (b" ", b"\t")


def add_header_line(headers: Headers, text: bytes, is_sure: bool) -> bool:
    """Add a line to the fields; return whether it belongs to the header at all."""
    match = _FIELD.match(text)
    if not headers.pieces and not match and KNOWN.match(text.lstrip()):
        text = text.lstrip()
        match = _FIELD.match(text)
    if match and len(headers.pieces) < MOST_FIELDS:
        headers.pieces.append((match[1], [text[match.end() :]]))
    elif match:
        note_problem(headers, "header fields cut")
    elif headers.pieces and text[:1] in (b" ", b"\t"):
        headers.pieces[-1][1].append(b" " + text.lstrip())
    elif headers.pieces and is_sure:
        note_problem(headers, "continuation without a blank")
        headers.pieces[-1][1].append(b" " + text)
    else:
        return is_sure or text[:1] in (b" ", b"\t")
    return True


def note_problem(headers: Headers, problem: str) -> None:
    """Remember what was wrong, once."""
    if problem not in headers.problems:
        headers.problems.append(problem)


def end_of_header(data: bytes, place: int) -> int:
    """Return where the body starts after a header that is larger than anybody needs."""
    blank = _BLANK_LINE.search(data, place - 1)
    return blank.end() if blank else len(data)


def header_start(data: bytes) -> int:
    """Return where the first header line of an email starts: after marks, blank lines, rubbish."""
    place = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while (match := _ENVELOPE.match(data, place)) or data[place : place + 1] in (b"\r", b"\n"):
        place = match.end() if match else place + 1
    return after_rubbish(data, place)


def after_rubbish(data: bytes, start: int) -> int:
    """Return the place of a header behind a few lines that are none, or the start."""
    end = start + MOST_RUBBISH
    blank = _BLANK_LINE.search(data, start, end)
    if not blank or any(_FIELD.match(line) for line in data[start : blank.start()].splitlines()):
        return start
    following = data[blank.end() : blank.end() + MOST_RUBBISH].splitlines()[:3]
    return blank.end() if sum(bool(KNOWN.match(line)) for line in following) >= 2 else start
