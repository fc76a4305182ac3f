"""Texts as every database takes them."""

import re
import unicodedata
from typing import Any

from django.utils.functional import Promise

Label = str | Promise
"""Words for people; a promise of them is translated when it is shown."""


def storable(text: str) -> str:
    """Return `text` without what a database or an encoder refuses: NUL and lone surrogates."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def one_line(text: str) -> str:
    """Return `text` storable and on one line: single spaces, no control characters, trimmed."""
    line = " ".join(storable(text).split())
    return "".join(char for char in line if unicodedata.category(char) != "Cc")


def words_in_name(name: str) -> list[str]:
    """Return the words that names are compared by: "Alex-Kim" and "alex kim" are alike."""
    return re.sub(r"[\s_-]+", " ", name.casefold()).split()


def number_of(text: str) -> int | None:
    """Return the whole number that a text from outside says, or None.

    More than 18 digits count as none: no key is longer, and a database would rather fail than say
    that there is no such row.
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 18 else None


def storable_json(value: Any) -> Any:
    """Return a JSON value with every text in it storable, keys included."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable_json(key): storable_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable_json(item) for item in value]
    return value


KEY_MAX = 1_000
"""No more than this is compared: nothing that has a key may be as long. NFKC puts marks that are
piled on one letter in order in a time that grows with the square of their number."""


def key_of(text: str) -> str:
    """Return `text` as names and addresses are compared: casefolded, single spaces, trimmed.

    Normalised as well (NFKC): an "é" of two characters, as some keyboards send it, is an "é".
    """
    folded = unicodedata.normalize("NFKC", one_line(text)[:KEY_MAX]).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())
