"""Opaque S/MIME: a signed email that is packed, as a whole, into its signature (RFC 8551).

Nothing is verified here; the email inside is only taken out, so that it can be read. What is
encrypted stays a file.
"""

KINDS = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
MOST_CHUNKS = 100_000

_SIGNED = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")


def signed_content(data: bytes) -> bytes:
    """Return the signed bytes, or b"" where these are none, or are encrypted."""
    if not data.find(_SIGNED, 0, 40) >= 0:
        return b""
    place = data.find(_DATA, 0, 2_000)
    if place < 0:
        return b""
    tag, _, place = read_element(data, place + len(_DATA))
    return read_octets(data, place) if tag == 0xA0 else b""


def read_element(data: bytes, place: int) -> tuple[int, int | None, int]:
    """Return (tag, size, place of the value) of an element; no size: it goes to an end mark."""
    if place + 2 > len(data):
        return 0, 0, len(data)
    tag, size = data[place], data[place + 1]
    place += 2
    if size == 0x80:
        return tag, None, place
    if size > 0x80:
        count = min(size - 0x80, 8)
        size, place = int.from_bytes(data[place : place + count], "big"), place + count
    return tag, size, place


def read_octets(data: bytes, place: int) -> bytes:
    """Return the octet string that starts here: in one piece, or in many."""
    tag, size, place = read_element(data, place)
    if tag == 0x04:
        return data[place : place + (size or 0)]
    chunks: list[bytes] = []
    end = len(data) if size is None else place + size
    while tag == 0x24 and place < end and len(chunks) < MOST_CHUNKS:
        kind, size, place = read_element(data, place)
        if kind != 0x04 or size is None:
            break
        chunks.append(data[place : place + size])
        place += size
    return b"".join(chunks)
