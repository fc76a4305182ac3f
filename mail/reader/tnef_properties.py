"""Lists of MAPI properties, as they stand in winmail.dat."""

import struct

Properties = dict[int, tuple[int, bytes]]
"""The type and the bytes of each property."""

MOST_PROPERTIES = 5_000
MOST_VALUES = 1_000

BODY, HTML, RTF = 0x1000, 0x1013, 0x1009
DATA, NAME, LONG_NAME, TITLE = 0x3701, 0x3704, 0x3707, 0x3001
MIME_TYPE, CONTENT_ID = 0x370E, 0x3712

OBJECT, STRING, UNICODE, BINARY = 0x000D, 0x001E, 0x001F, 0x0102
MANY = 0x1000
SIZES = {
    0x0001: 4, 0x0002: 4, 0x0003: 4, 0x0004: 4, 0x0005: 8, 0x0006: 8, 0x0007: 8, 0x000A: 4,
    0x000B: 4, 0x0014: 8, 0x0040: 8, 0x0048: 16,
}  # fmt: skip


def read_properties(data: bytes) -> Properties:
    """Return {identity: (type, bytes)}; of a list the first value. Stops where it breaks off."""
    found: Properties = {}
    place = 4
    (count,) = struct.unpack_from("<I", data)
    try:
        for _ in range(min(count, MOST_PROPERTIES)):
            kind, identity = struct.unpack_from("<HH", data, place)
            place = after_name(data, place + 4) if identity >= 0x8000 else place + 4
            value, place = read_value(data, place, kind)
            found.setdefault(identity, (kind & ~MANY, value))
    except struct.error:
        pass  # what came before the break is still good
    return found


def after_name(data: bytes, place: int) -> int:
    """Return the place behind the name of a named property."""
    by_text, size = struct.unpack_from("<II", data, place + 16)
    return place + 24 + (padded(size) if by_text else 0)


def read_value(data: bytes, place: int, kind: int) -> tuple[bytes, int]:
    """Return (first value, place behind all values) of a property."""
    plain = kind & ~MANY
    count = 1
    if kind & MANY or plain in (OBJECT, STRING, UNICODE, BINARY):
        (count,) = struct.unpack_from("<I", data, place)
        place += 4
    first = b""
    for number in range(min(count, MOST_VALUES)):
        size = SIZES.get(plain)
        if plain in (OBJECT, STRING, UNICODE, BINARY):
            (size,) = struct.unpack_from("<I", data, place)
            place += 4
        if size is None or place + size > len(data):
            raise struct.error("a value without an end")
        if number == 0:
            first = data[place : place + size]
        place += padded(size)
    return trim_string(first, plain), place


def trim_string(value: bytes, plain: int) -> bytes:
    """Return a string without the zeros at its end."""
    if plain == UNICODE:
        text, _, _ = value[: len(value) // 2 * 2].decode("utf-16-le", "replace").partition("\0")
        return text.encode("utf-16-le", "replace")
    return value.rstrip(b"\0") if plain == STRING else value


def padded(size: int) -> int:
    """Return the size with its padding to four bytes."""
    return size + (-size % 4)
