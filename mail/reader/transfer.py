"""Undo the Content-Transfer-Encoding, as far as it goes."""

import binascii
import re

from . import uuencode, words

_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]*={0,3}\s*\Z")
_SOFT_BREAK = re.compile(rb"=[ \t]+(?=\r?\n)")
_PADDING = re.compile(rb"=[=\s]*")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=\s]")


def decode_transfer(data: bytes, encoding: bytes, is_text: bool = False) -> tuple[bytes, str]:
    """Return (bytes, problem): the content, and a short word on what was wrong or ""."""
    encoding = encoding.strip().strip(b"\"';").lower()
    if encoding == b"base64" or encoding in (b"b", b"x-base64", b"base-64"):
        return decode_base64_body(data, is_text)
    if encoding in (b"quoted-printable", b"q", b"quotedprintable", b"quoted_printable"):
        return binascii.a2b_qp(_SOFT_BREAK.sub(b"=", data)), ""
    if encoding in (b"x-uuencode", b"uuencode", b"x-uue", b"uue"):
        files = uuencode.find_files(data)
        return (files[0].data, "") if files else (data, "broken uuencode")
    known = (b"", b"7bit", b"8bit", b"binary", b"7-bit", b"8-bit", b"none", b"unencoded", b"7 bit")
    return data, "" if encoding in known else "unknown transfer encoding"


def decode_base64_body(data: bytes, is_text: bool) -> tuple[bytes, str]:
    """Return (bytes, problem) of base64, also of wrongly declared text and of text after it."""
    strange = len(_NOT_BASE64.findall(data))
    if is_text and is_no_base64(data, strange):
        return data, "not base64"
    padding = _PADDING.search(data)
    rest = data[padding.end() :] if padding else b""
    if (
        padding is None
        or not rest.strip()
        or not _NOT_BASE64.search(rest)
        and b" " not in rest.strip()
    ):
        return words.decode_base64(data), "broken base64" if strange else ""
    found = words.decode_base64(data[: padding.start()])
    return (found + b"\r\n" + rest if is_text else found), "text after base64"


def is_no_base64(data: bytes, strange: int) -> bool:
    """Tell whether this is plain text that is wrongly declared as base64."""
    first = data.lstrip().partition(b"\n")[0].strip()
    if len(first) % 4 == 0 and _BASE64_LINE.match(first):
        return False
    found = data.split()
    longest = max(map(len, found), default=0)
    return strange * 10 > len(data) or (len(found) > 3 and longest < 40)
