"""From a line of text to terms, and back: the grammar of the query line.

    line  = { term }                      separated by blanks
    term  = ["-"] ( key ":" values | "#" digits | word )
    value = a word without comma or blank, or a "quoted text", where \\" is a " and \\\\ a \\

Reading is lenient and never fails: a quote that is not closed ends with the line. Terms that are
read, written and read again stay the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import cast

KEY = re.compile(r"([A-Za-z][A-Za-z_-]{0,30}):")
QUOTED = re.compile(r'"((?:[^"\\]|\\.?)*)"?', re.DOTALL)
BARE_VALUE = re.compile(r"[^\s,]+")
WORD = re.compile(r"\S+")
NUMBER = re.compile(r"#?([0-9]{1,18})", re.ASCII)
BLANKS = re.compile(r"\s*")
ESCAPED = re.compile(r'\\(["\\])')


@dataclass(frozen=True)
class Term:
    """One condition: `key` is "" for words in the subject, "number" for #42, else as typed.

    `values` are alternatives. `start` and `end` are its position in the line; terms are compared
    without their positions.
    """

    key: str
    values: tuple[str, ...]
    negated: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        sign = "-" if self.negated else ""
        if self.key == "":
            return sign + quoted_word(self.values[0])
        if self.key == "number" and len(self.values) == 1 and NUMBER.fullmatch(self.values[0]):
            return f"{sign}#{self.values[0]}"
        return f"{sign}{self.key}:{','.join(map(quoted_value, self.values))}"

    def positive(self) -> "Term":
        """The same condition without its minus."""
        return replace(self, negated=False)


def clean(text: str) -> str:
    """Return `text`, of the same length, with what databases refuse replaced: control
    characters and lone surrogates.
    """
    return "".join(
        " " if char < " " or char == "\x7f" else "\ufffd" if "\ud800" <= char <= "\udfff" else char
        for char in text
    )


def here(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    """Return the match of a pattern at `at`, where it always matches."""
    return cast(re.Match[str], pattern.match(text, at))


def read(text: str) -> Iterator[Term]:
    """Yield the terms of a line."""
    text, at = clean(text), 0
    while (at := here(BLANKS, text, at).end()) < len(text):
        term = read_term(text, at)
        at = term.end
        if term.key or term.values[0]:
            yield term


def read_term(text: str, start: int) -> Term:
    """Return the term that begins at `start`, where there is no blank."""
    negated = text[start] == "-" and WORD.match(text, start + 1) is not None
    at = start + negated
    if key := KEY.match(text, at):
        values, end = read_values(text, key.end())
        if key[1].lower() == "number":
            values = tuple(dict.fromkeys(map(plain_number, values)))
        return Term(key[1].lower(), values, negated, start, end)
    if text[at] == '"':
        phrase = here(QUOTED, text, at)
        return Term("", (unquoted(phrase),), negated, start, phrase.end())
    word = here(WORD, text, at)
    if NUMBER.fullmatch(word[0]):
        return Term("number", (plain_number(word[0]),), negated, start, word.end())
    return Term("", (word[0],), negated, start, word.end())


def read_values(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """Return the values that begin at `at`, separated by commas, and where they end."""
    values = []
    while at < len(text) and not text[at].isspace():
        if text[at] == ",":
            at += 1
            continue
        quoted = QUOTED.match(text, at)
        match = quoted or here(BARE_VALUE, text, at)
        values.append(unquoted(quoted) if quoted else match[0])
        at = match.end()
    return tuple(dict.fromkeys(filter(None, values))), at


def plain_number(text: str) -> str:
    """Return "42" for "#042", and any text that is no number unchanged."""
    match = NUMBER.fullmatch(text)
    return str(int(match[1])) if match else text


def unquoted(match: re.Match[str]) -> str:
    """Return the text between the quotes of a match of QUOTED, with runs of blanks as one."""
    return " ".join(ESCAPED.sub(r"\1", match[1]).split())


def quote(text: str) -> str:
    """Return `text` in quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def quoted_value(text: str) -> str:
    """Return a value as it is written after its key."""
    plain = BARE_VALUE.fullmatch(text) and not text.startswith('"')
    return text if plain else quote(text)


def quoted_word(text: str) -> str:
    """Return a word or phrase of the subject as it is written without a key."""
    plain = WORD.fullmatch(text) and text[0] not in '"-'
    special = KEY.match(text) or NUMBER.fullmatch(text)
    return text if plain and not special else quote(text)
