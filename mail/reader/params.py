"""The parameters of Content-Type and Content-Disposition, in all valid and invalid forms.

RFC 2231 (`filename*0*=utf-8''a%20b`), RFC 2047 inside a value (forbidden, and common), raw 8-bit
bytes, and quotes that were forgotten or never closed.
"""

import re

from . import charsets, words

MOST_BYTES = 20_000
MOST_PIECES = 200

_PARAMETER = re.compile(
    rb"[;\s]*([^\s=;\"*]{1,80})(?:\*(\d{1,3}))?(\*)?\s*=\s*"
    rb"(?:\"((?:[^\"\\]|\\.)*)(?:\"|\Z)|([^;]*))",
    re.S,
)
_SKIP = re.compile(rb"[^;]*;?")
_KIND = re.compile(rb"\s*\"?([!#-'*+.0-9A-Z^-~-]{1,80})\s*/\s*([!#-'*+.0-9A-Z^-~-]{1,100})", re.I)
_ESCAPE = re.compile(rb"\\([\"\\])")
BARE = {
    "text": "text/plain",
    "plain": "text/plain",
    "html": "text/html",
    "multipart": "multipart/mixed",
}


def read_content_type(raw: bytes, default: str = "text/plain") -> tuple[str, dict[str, str]]:
    """Return ("type/subtype", {parameter: text}); the default stands for what says nothing."""
    raw = raw[:MOST_BYTES]
    match = _KIND.match(raw)
    found = read_parameters(raw[match.end() :] if match else raw.partition(b";")[2])
    if match:
        return f"{match[1].decode()}/{match[2].decode()}".lower(), found
    word = raw.partition(b";")[0].strip().lower().decode("ascii", "replace")
    return BARE.get(word, default), found


def read_disposition(raw: bytes) -> tuple[str, dict[str, str]]:
    """Return ("inline", "attachment" or "", {parameter: text})."""
    raw = raw[:MOST_BYTES]
    first, _, rest = raw.partition(b";")
    word = first.strip().strip(b'"').lower().decode("ascii", "replace")
    if "=" in word:
        word, rest = "", raw
    return word, read_parameters(rest)


def read_parameters(raw: bytes) -> dict[str, str]:
    """Return {lower-case name: text} of parameters."""
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[bool, bytes]]] = {}
    place = 0
    for _ in range(MOST_PIECES):
        if place >= len(raw):
            break
        match = _PARAMETER.match(raw, place)
        if not match:
            place = max(_SKIP.match(raw, place).end(), place + 1)  # type: ignore[union-attr]  # it always matches
            continue
        place = match.end()
        name = match[1].decode("ascii", "replace").lower()
        value = _ESCAPE.sub(rb"\1", match[4]) if match[4] is not None else trim_value(match[5])
        if match[2] or match[3]:
            pieces.setdefault(name, {}).setdefault(int(match[2] or 0), (bool(match[3]), value))
        else:
            plain.setdefault(name, parameter_text(value))
    return plain | {name: join_pieces(numbered) for name, numbered in pieces.items()}


def trim_value(value: bytes) -> bytes:
    """Return a bare value without the blanks, comments and stray quotes around it."""
    value = value.strip()
    return value[:-1] if value.endswith(b'"') else value


def parameter_text(value: bytes) -> str:
    """Return the text of a plain value: encoded words are decoded although none should be here."""
    return words.header_line("".join(words.decoded_runs(value)))


def join_pieces(numbered: dict[int, tuple[bool, bytes]]) -> str:
    """Return the text of the pieces of RFC 2231: {number: (is it percent-encoded, bytes)}."""
    charset, chunks = "", []
    for order, number in enumerate(sorted(numbered)):
        is_encoded, value = numbered[number]
        if is_encoded:
            if order == 0 and value.count(b"'") >= 2:
                name, _, value = value.split(b"'", 2)
                charset = name.decode("ascii", "replace")
            value = words.decode_percent(value)
        chunks.append(value)
    data = b"".join(chunks)
    if b"=?" in data and b"?=" in data:
        return parameter_text(data)
    return words.header_line(charsets.decode_text(data, charset)[0])
