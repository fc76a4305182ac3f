"""Guesses the charset of bytes that are not UTF-8 and that have no declared charset.

Western texts have few letters above ASCII; other scripts have only such letters. So only long
runs of high bytes are used, compared with the byte ranges of each script's letters. Bytes that
fit none count as western.
"""

import re

FEWEST = 8  # high bytes in long runs; fewer prove nothing
MOST_BYTES = 20_000

_RUNS = re.compile(rb"[\x80-\xff]{4,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_PAIRS = re.compile(rb"[\x80-\xff][\x40-\x7e\x80-\xff]")


def guess_charset(data: bytes) -> str:
    """Return the name of a charset, or "" where the text is western or nothing can be said."""
    data = data[:MOST_BYTES]
    runs = b"".join(_RUNS.findall(data))
    if (found := guess_by_pairs(data)) and found[0] in ("cp932", "cp950"):
        return found[0]
    if len(runs) < FEWEST or len(runs) < 0.6 * len(_HIGH.findall(data)):
        return ""
    if share(runs, 0xC0, 0xFF) > 0.85:
        return guess_by_letters(runs)
    return found[0] if found else ""


def share(data: bytes, first: int, last: int) -> float:
    """Return which part of these bytes lies between two."""
    return sum(first <= byte <= last for byte in data) / len(data)


def guess_by_letters(runs: bytes) -> str:
    """Return the charset of a script of single bytes: Cyrillic by its small letters, or Hebrew."""
    if len(runs) > 30 and share(runs, 0xE0, 0xFA) == 1:
        return "cp1255"
    return "cp1251" if share(runs, 0xE0, 0xFF) > share(runs, 0xC0, 0xDF) else "koi8-r"


def guess_by_pairs(data: bytes) -> tuple[str, float] | None:
    """Return (charset, share of common characters) of a script of double bytes, or None."""
    pairs = _PAIRS.findall(data)
    if len(pairs) < FEWEST // 2:
        return None
    both_high = all(pair[1] >= 0xA1 for pair in pairs)
    scores = [
        ("euc_jp", share_of_leads(pairs, 0xA4, 0xA5) * 2.5 if both_high else 0),
        ("cp949", share_of_leads(pairs, 0xB0, 0xC8) if both_high else 0),
        ("gb18030", share_of_leads(pairs, 0xB0, 0xD7)),
        ("cp932", share_of_leads(pairs, 0x82, 0x83) * 2.5),
        ("cp950", 0 if both_high else share_of_leads(pairs, 0xA4, 0xC6)),
    ]
    fitting = [(name, score) for name, score in scores if score > 0.8 and is_valid(data, name)]
    return max(fitting, key=lambda each: each[1], default=None)


def share_of_leads(pairs: list[bytes], first: int, last: int) -> float:
    """Return which part of the pairs begins between two bytes."""
    return sum(first <= pair[0] <= last for pair in pairs) / len(pairs)


def is_valid(data: bytes, codec: str) -> bool:
    """Tell whether the bytes are of this codec, but for a character that was cut at the end."""
    try:
        text = data.decode(codec, "ignore")
        return len(data) - len(text.encode(codec, "ignore")) <= 2
    except (UnicodeError, ValueError):
        return False
