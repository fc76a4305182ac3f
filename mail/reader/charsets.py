"""Decodes bytes into text, even if the email declares a wrong charset.

Declarations are often wrong: gb2312 is really gb18030, iso-8859-1 is windows-1252, us-ascii is
anything. So a declared charset is first replaced by the larger one that includes it, and bytes
that still do not fit are read as UTF-8, then as windows-1252.
"""

import codecs
import re
from collections.abc import Iterator

from . import guess

LARGER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso2022_jp": "iso2022_jp_ext",
}

NAMES = {
    "latin": "cp1252",
    "ansi": "cp1252",
    "windows": "cp1252",
    "ansi-x3.4-1968": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "iso-8859-6-i": "iso8859-6",
    "visual": "iso8859-8",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "shift-jis": "cp932",
    "windows-31j": "cp932",
    "cswindows31j": "cp932",
    "ms_kanji": "cp932",
    "x-ms-cp932": "cp932",
    "x-euc-jp": "euc_jp",
    "eucjp-ms": "euc_jp",
    "cp51932": "euc_jp",
    "cp50220": "iso2022_jp_ext",
    "cp50221": "iso2022_jp_ext",
    "x-gbk": "gb18030",
    "gb2312-80": "gb18030",
    "gb_2312-80": "gb18030",
    "csgb2312": "gb18030",
    "chinese": "gb18030",
    "cn-gb": "gb18030",
    "x-euc-cn": "gb18030",
    "cn-big5": "cp950",
    "x-x-big5": "cp950",
    "big5-eten": "cp950",
    "ks_c_5601": "cp949",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601-1989": "cp949",
    "ksc_5601": "cp949",
    "ksc5601": "cp949",
    "kr-euc": "cp949",
    "x-windows-949": "cp949",
    "unicode": "utf-16",
    "utf8mb4": "utf-8",
    "utf-8n": "utf-8",
    "utf8n": "utf-8",
    "x-utf-8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "unicode-2-0-utf-8": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-2-0-utf-7": "utf-7",
    "x-unicode-2-0-utf-7": "utf-7",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "mac": "mac_roman",
    "x-mac-ce": "mac_latin2",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-greek": "mac_greek",
    "x-mac-turkish": "mac_turkish",
    "x-mac-icelandic": "mac_iceland",
    "koi8": "koi8-r",
    "x-koi8-r": "koi8-r",
    "koi8-ru": "koi8-u",
    "dos-862": "cp862",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-ansi": "cp1252",
}

# What no text was ever written in, or what Python offers that is no charset at all.
NO_TEXT = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_WINDOWS = re.compile(r"(?:x-)?(?:windows|win|cp|ibm|microsoft-cp|dos)[-_ ]?(\d{3,5})", re.I)
_ISO = re.compile(r"(?:x-)?iso[-_ ]?8859[-_ ]?(\d{1,2})(?:[-_ ]?[a-z])?", re.I)
# Of "utf-8, iso-8859-1", "utf-8 (Unicode)" and "utf-8*en" the first word counts.
_WORD_END = re.compile(r"[\s\"'<>;,()*]")
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# A CJK row that ISO-2022-JP lacks and everybody in Japan uses (circled digits, units, (株)).
_JIS_ROW = re.compile(rb"\x1b\$[@B](.*?)(?=\x1b|\Z)", re.S)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([^\s\"'/>]{1,40})", re.I)
# windows-1252 as browsers read it: its five gaps are control characters, never an error.
_CP1252 = "".join(
    bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(256)
)  # fmt: skip


def codec_of(charset: str) -> str:
    """Return Python's name of the codec to read this charset with, or "" where it is unknown."""
    name = _WORD_END.split(charset[:200].strip(" \t\r\n\"'<>;,.()"), maxsplit=1)[0].lower()[:60]
    if not name or name in ("x-unknown", "unknown-8bit", "x-user-defined", "8bit", "default"):
        return ""
    if found := NAMES.get(name) or NAMES.get(name.replace("_", "-")):
        return found
    if match := _ISO.fullmatch(name):
        name = f"iso8859-{int(match[1])}"
    elif match := _WINDOWS.fullmatch(name):
        name = f"cp{int(match[1])}"
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if not info._is_text_encoding or info.name in NO_TEXT:
        return ""
    return LARGER.get(info.name, info.name)


def decode_text(data: bytes, charset: str = "", otherwise: str = "") -> tuple[str, str]:
    """Return (text, problem): these bytes as text, and one short word on what was wrong or "".

    `charset` is what the email says, `otherwise` what to try if it says nothing that we know.
    """
    codec = codec_of(charset)
    problem = "" if codec or not charset.strip() else "unknown charset"
    for bom, name in BOMS:
        if data.startswith(bom):
            return safe_text(data.decode(name, "replace").lstrip("\ufeff")), problem
    if data.isascii() and (codec in ("", "utf-8", "cp1252") or not codec):
        return safe_text(data.decode("ascii")), problem
    if codec in ("", "cp1252") and not is_declared_latin(charset):
        return decode_undeclared(data, otherwise), problem or "no charset"
    text = decode_strictly(data, codec)
    if text is not None:
        return safe_text(text), problem
    return decode_loosely(data, codec), problem or "wrong charset"


def is_declared_latin(charset: str) -> bool:
    """Tell whether the email says Latin-1 or windows-1252 itself; "ascii" is no such word."""
    name = charset.lower()
    return "8859" in name or "1252" in name or "latin" in name or name == "ansi"


def decode_undeclared(data: bytes, otherwise: str = "") -> str:
    """Return text of bytes without a charset: UTF-8, `otherwise`, a guess, or else western."""
    candidates = (
        "utf-8",
        codec_of(otherwise),
        "" if mostly_utf8(data) else guess.guess_charset(data),
    )
    for codec in candidates:
        if codec and (text := decode_strictly(data, codec)) is not None:
            return safe_text(text)
    return decode_loosely(data, "utf-8") if mostly_utf8(data) else safe_text(decode_western(data))


def decode_strictly(data: bytes, codec: str) -> str | None:
    """Return the text, or None if the bytes are not of this codec."""
    try:
        if codec == "cp1252":
            return decode_western(data)
        if codec == "iso2022_jp_ext":
            return decode_japanese(data)
        if codec == "hz":
            return data.decode("hz")
        if codec in ("utf-16", "utf-32"):
            return decode_wide(data, codec)
        return data.decode(codec)
    except (UnicodeError, ValueError, LookupError):
        return None


def decode_loosely(data: bytes, codec: str) -> str:
    """Return text of bytes that do not fit their codec."""
    if codec == "utf-8" and not mostly_utf8(data):
        return safe_text(decode_western(data))
    if (
        codec not in ("utf-8", "utf-16", "utf-32")
        and (text := decode_strictly(data, "utf-8")) is not None
    ):
        return safe_text(text)
    try:
        return safe_text(data.decode(codec, "replace"))
    except (UnicodeError, ValueError, LookupError):
        return safe_text(decode_western(data))


def mostly_utf8(data: bytes) -> bool:
    """Tell whether most of the bytes above ASCII belong to well-formed sequences of UTF-8."""
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    return 4 * sum(map(len, _MULTIBYTE.findall(data))) > 3 * high


def decode_western(data: bytes) -> str:
    """Return windows-1252 as browsers read it."""
    return codecs.charmap_decode(data, "strict", _CP1252)[0]


def decode_japanese(data: bytes) -> str:
    """Return ISO-2022-JP, its vendor rows included, which Python's own codec refuses."""
    try:
        return data.decode("iso2022_jp_ext")
    except UnicodeError:
        shifted = _JIS_ROW.sub(lambda run: b"\x1b$B" + run[1], data)
        return "".join(_jis_pieces(shifted))


def _jis_pieces(data: bytes) -> Iterator[str]:
    """Yield the text of each run: the double-byte ones as EUC-JP of Microsoft by way of cp932."""
    for run in re.findall(rb"\x1b[$(][@-Z]?[@-Z]?[^\x1b]*|[^\x1b]+", data):
        if run.startswith(b"\x1b$B"):
            yield decode_jis_pairs(run[3:])
        else:
            yield run.decode("iso2022_jp_ext")


def decode_jis_pairs(data: bytes) -> str:
    """Return the text of pairs of JIS X 0208 with the vendor rows, read through cp932."""
    shifted = bytearray()
    for first, second in zip(data[::2], data[1::2], strict=False):
        if not (0x21 <= first <= 0x7E and 0x21 <= second <= 0x7E):
            raise UnicodeError("no JIS pair")
        lead = ((first - 0x21) >> 1) + (0x81 if first < 0x5F else 0xC1)
        trail = second + (0x1F + (second >= 0x60) if first & 1 else 0x7E)
        shifted += bytes((lead, trail))
    return shifted.decode("cp932")


def decode_wide(data: bytes, codec: str) -> str:
    """Return UTF-16 or UTF-32 without a mark: the order with the fewest odd characters."""
    if codec == "utf-16" and len(data) > 1:
        zeros_first = data[::2].count(0) > data[1::2].count(0)
        return data.decode("utf-16-be" if zeros_first else "utf-16-le")
    return data.decode(codec)


def html_charset(data: bytes) -> str:
    """Return the charset that an HTML page says it is in, or ""."""
    match = _META.search(data[:3_000])
    return match[1].decode("ascii", "replace") if match else ""


def safe_text(text: str) -> str:
    """Return the text without NUL, and with a mark in the place of every lone surrogate."""
    if "\0" in text:
        text = text.replace("\0", "")
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
