"""Files that stand uuencoded inside a text, as before MIME."""

import binascii
import re
from typing import NamedTuple

MOST_FILES = 100

_BEGIN = re.compile(rb"^begin(?:-base64)? ([0-7]{3,4}) ?([^\r\n]{0,300}?)[ \t]*\r?$", re.M)
_END = re.compile(rb"^(?:end|====)[ \t]*\r?$", re.M)


class File(NamedTuple):
    """A file in a text: where it starts and ends there, its name and its bytes."""

    start: int
    end: int
    name: bytes
    data: bytes


def files(text):
    """Return the files in this text, in their order; what only looks like one is none."""
    found, begin, end = [], _BEGIN.search(text), None
    while begin and len(found) < MOST_FILES:
        if end is None or end.start() < begin.end():
            end = _END.search(text, begin.end())
        if not end:
            break
        following = _BEGIN.search(text, begin.end())
        if not following or following.start() > end.start():
            data = decoded(text[begin.end() : end.start()], b"-base64" in begin[0][:12])
            if data is not None:
                found.append(File(begin.start(), end.end(), begin[2].strip(), data))
        begin = following
    return found


def without(text, found):
    """Return the text without these files."""
    place, kept = 0, []
    for file in found:
        kept.append(text[place : file.start])
        place = file.end
    return b"".join([*kept, text[place:]])


def decoded(body, is_base64):
    """Return the bytes of the lines between begin and end, or None if they are no such lines."""
    lines = body.split(b"\n")
    try:
        if is_base64:
            return binascii.a2b_base64(b"".join(lines))
        return b"".join(map(line_of, lines))
    except (binascii.Error, ValueError):
        return None


def line_of(line):
    """Return the bytes of one line; raises where it is none."""
    line = line.rstrip(b"\r")
    if not line.strip():
        return b""
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:  # some encoders pad the line; its first byte says how long it really is
        length = ((line[0] - 32) & 63) * 4 + 5
        return binascii.a2b_uu(line[: length // 3])
