"""What is wrong with a line, where, and what was probably meant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Mistake:
    """What is wrong with `line[start:end]`, in `words`; `instead` is a better term, or ""."""

    words: str
    start: int
    end: int
    instead: str = ""


class BadQuery(Exception):
    """The tickets of a line with mistakes were asked for; `mistakes` has the mistakes."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("; ".join(str(mistake.words) for mistake in mistakes))
        self.mistakes = mistakes


def flat(text: str) -> str:
    """Return a word in the form for comparing values: without case, "-", "_" and blanks."""
    return "".join(char for char in text.casefold() if char not in "-_" and not char.isspace())


def closest(typed: str, known: Iterable[str]) -> str:
    """Return the one of `known` that `typed` was probably meant to be, or ""."""
    by_flat = {flat(word): word for word in known}
    found = get_close_matches(flat(typed)[:60], by_flat, n=1, cutoff=0.6)
    return by_flat[found[0]] if found else ""
