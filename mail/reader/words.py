"""Encoded words (RFC 2047), and raw bytes in headers where these should be.

Adjacent words are joined as bytes before they are decoded, since many senders cut in the middle
of a character.
"""

import binascii
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from . import charsets

_START = re.compile(rb"=\?([^?\s]{0,80})\?([bBqQ])\?")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\x80-\x9f\u2028\u2029]+")
_NOT_BASE64 = re.sub(rb"[A-Za-z0-9+/=]", b"", bytes(range(256)))
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")


def decode_header(raw: bytes, body_charset: str = "") -> str:
    """Return the text of a header's raw bytes, on one line, free of control characters."""
    return header_line("".join(decoded_runs(raw, body_charset)))


def decoded_runs(raw: bytes, body_charset: str = "") -> Iterator[str]:
    """Yield the text of every run: of plain bytes, or of encoded words that belong together."""
    place = 0
    run: list[bytes] = []
    for start, end, charset, data in encoded_words(raw):
        between = raw[place:start]
        if run and not between.strip() and run[0].lower() == charset.lower():
            run.append(data)
        else:
            yield from decode_run(run)
            if not run or between.strip():
                yield charsets.decode_text(between, "", body_charset)[0]
            run = [charset, data]
        place = end
    yield from decode_run(run)
    yield charsets.decode_text(raw[place:], "", body_charset)[0]


def decode_run(run: list[bytes]) -> Iterator[str]:
    """Yield the text of a charset and the bytes of its words."""
    if run:
        yield charsets.decode_text(b"".join(run[1:]), run[0].decode("ascii", "replace"))[0]


def encoded_words(raw: bytes) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Yield (start, end, charset, bytes) of every encoded word, broken ones included."""
    start = _START.search(raw)
    while start:
        following = _START.search(raw, start.end())
        limit = following.start() if following else len(raw)
        end = raw.find(b"?=", start.end(), limit)
        text = raw[start.end() : end if end >= 0 else limit]
        if end < 0:  # never closed: it ends where its line or its word does
            text = text.split()[0] if text.split() else b""
            end = start.end() + raw[start.end() : limit].find(text) + len(text)
        else:
            end += 2
        yield start.start(), end, start[1].partition(b"*")[0], word_bytes(start[2], text)
        start = following


def word_bytes(kind: bytes, text: bytes) -> bytes:
    """Return the bytes of an encoded word's text."""
    if kind in b"bB":
        return decode_base64(text)
    text = text.replace(b"_", b" ")
    return _HEX.sub(lambda pair: binascii.unhexlify(pair[1]), text)


def decode_base64(text: bytes) -> bytes:
    """Return what base64 this is: padded or not, or several padded pieces in a row."""
    return b"".join(map(_quads, text.translate(None, _NOT_BASE64).split(b"=")))


def _quads(text: bytes) -> bytes:
    """Return the bytes of base64 without padding; a last single letter holds none."""
    if len(text) % 4 == 1:
        text = text[:-1]
    return binascii.a2b_base64(text + b"===") if text else b""


def decode_percent(text: bytes) -> bytes:
    """Return the bytes of text with %XX in it (RFC 2231)."""
    return unquote_to_bytes(text)


def header_line(text: str) -> str:
    """Return the text without line ends and other control characters, blanks at its ends off."""
    return _CONTROLS.sub(" ", charsets.safe_text(text)).strip()
