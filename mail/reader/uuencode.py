"""Files that stand uuencoded inside a text, as before MIME."""

import binascii
import re
from collections.abc import Iterable
from typing import NamedTuple

MOST_FILES = 100
MOST_BEGINNINGS = 10_000
MOST_BAD_LINES = 5

_BEGIN = re.compile(rb"^begin(-base64)? [0-7]{3,4} ?([^\r\n]{0,300}?)[ \t]*\r?$", re.M)
_LINE = re.compile(rb"[^\n]*(?:\n|\Z)")
_ENDS = (b"end", b"====")


class UuencodedFile(NamedTuple):
    """A file in a text: where it starts and ends there, its name and its bytes."""

    start: int
    end: int
    name: bytes
    data: bytes


def find_files(text: bytes) -> list[UuencodedFile]:
    """Return the files in this text, in their order; what only looks like one is none."""
    found: list[UuencodedFile] = []
    begin = _BEGIN.search(text)
    for _beginning in range(MOST_BEGINNINGS):
        if not begin or len(found) >= MOST_FILES:
            break
        end, data = read_lines(text, begin.end() + 1, bool(begin[1]))
        if data is not None:
            found.append(UuencodedFile(begin.start(), end, begin[2].strip(), data))
        begin = _BEGIN.search(text, max(end, begin.end()))
    return found


def without_files(text: bytes, found: Iterable[UuencodedFile]) -> bytes:
    """Return the text without these files."""
    place, kept = 0, []
    for file in found:
        kept.append(text[place : file.start])
        place = file.end
    return b"".join([*kept, text[place:]])


def read_lines(text: bytes, place: int, is_base64: bool) -> tuple[int, bytes | None]:
    """Return (where it ends, bytes) of the lines from here on; None where they are no file.

    A few spoiled lines are skipped if an end is found behind them. Without any end the file goes
    as far as its lines are whole.
    """
    good: list[bytes] = []
    bad, whole = 0, None
    while place < len(text):
        line = _LINE.match(text, place)[0]  # type: ignore[index]  # it always matches
        content = line.rstrip()
        if content in _ENDS:
            return place + len(line), b"".join(good) if len(good) > 2 * bad else None
        data = decode_line(content, is_base64)
        if data is None:
            whole = whole or (place, len(good))
            bad += 1
            if bad > MOST_BAD_LINES or content.startswith(b"begin "):
                break
        else:
            good.append(data)
        place += len(line)
    end, count = whole or (place, len(good))
    return end, b"".join(good[:count]) if count >= 3 and len(good[0]) >= 45 else None


def decode_line(line: bytes, is_base64: bool) -> bytes | None:
    """Return the bytes of one line, or None if it is none."""
    try:
        if is_base64:
            return binascii.a2b_base64(line, strict_mode=True) if line else b""
        return decode_uu_line(line)
    except (binascii.Error, ValueError):
        return None


def decode_uu_line(line: bytes) -> bytes:
    """Return the bytes of one uuencoded line; raises where it is none."""
    if not line or line == b"`":
        return b""
    if len(line) < ((line[0] - 32) & 63) * 2 // 3:  # even blanks lost at its end explain no more
        raise ValueError("far too short")
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:  # some encoders pad the line; its first byte says how long it really is
        length = (((line[0] - 32) & 63) * 4 + 5) // 3
        if line[0] > 96 or len(line) > length + 4:
            raise
        return binascii.a2b_uu(line[:length])
