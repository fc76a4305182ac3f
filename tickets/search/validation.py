"""Finding the mistakes of a line: unknown keys, values and names, each with a suggestion."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from tickets.search.keys import KEYS, Key, Moment, OneOf
from tickets.search.lexer import Term, quote
from tickets.search.mistakes import Mistake, closest, flat
from tickets.search.names import MANY, NAMED_BY, Names, is_special

if TYPE_CHECKING:
    from tickets.search.query import Query

LONGEST = 1000
MOST_VALUES = 100
OTHER_WORDS = {word: key.name for key in KEYS.values() for word in key.facts.other_words}
"""Names of our keys in other products."""


def mistakes_of(query: "Query") -> Iterator[Mistake]:
    """Yield the mistakes of a line, from left to right."""
    said = 0
    if len(query.text) > LONGEST:
        words = _("A line has at most %d characters.") % LONGEST
        yield Mistake(words, LONGEST, len(query.text))
        return
    for term in query.terms:
        said += len(term.values)
        if said > MOST_VALUES:
            words = _("A line asks for at most %d things.") % MOST_VALUES
            yield Mistake(words, term.start, term.end)
            return
        yield from mistakes_in(term, query)
    yield from second_sorting(query)


def mistakes_in(term: Term, query: "Query") -> Iterator[Mistake]:
    """Yield the mistakes of one term."""
    key = KEYS.get(term.key)
    if key is None:
        yield unknown_key(term)
    elif not term.values:
        words = _("“%s:” needs a value behind the colon.") % term.key
        yield mistake_at(term, words)
    elif term.key == "sort" and term.negated:
        yield mistake_at(term, _("An order cannot be excluded."), str(term.positive()))
    else:
        for value in term.values:
            if not key.understands(value):
                yield unknown_value(term, key, value)
            elif query.reader and term.key in NAMED_BY and not is_special(term.key, value):
                yield from wrong_name(term, value, query.reader.names)


def mistake_at(term: Term, words: str, instead: str = "") -> Mistake:
    """Return a mistake with the position of a term."""
    return Mistake(words, term.start, term.end, instead)


def unknown_key(term: Term) -> Mistake:
    """Return the mistake for an unknown key."""
    words = _("There is no “%s:”.") % term.key
    key = OTHER_WORDS.get(term.key) or closest(term.key, [key for key in KEYS if key])
    if key:
        return mistake_at(term, words, str(Term(key, term.values, term.negated)))
    phrase = quote(f"{term.key}:{','.join(term.values)}")
    return mistake_at(term, words, f"-{phrase}" if term.negated else phrase)


def unknown_value(term: Term, key: Key, value: str) -> Mistake:
    """Return the mistake for a value that a key does not take."""
    words = _("“%(key)s:” does not know “%(value)s”.") % {"key": term.key, "value": value}
    if isinstance(key, OneOf):
        other = better_key(value) if flat(value) not in key.by_flat else None
        meant = closest(value, key.options)
        if other and other.name != term.key and not (meant and flat(meant) == flat(value)):
            better = Term(other.name, (other.word(value) or value,), term.negated)
            return mistake_at(term, words, str(better))
        return mistake_at(term, words, in_place(term, value, meant))
    if isinstance(key, Moment):
        words += " " + _("Write <2w, >3d, 2026-11-02 or 2026-11.")
        return mistake_at(
            term, words, in_place(term, value, f"<{value}" if value[:1].isdigit() else "")
        )
    return mistake_at(term, words)


def better_key(value: str) -> OneOf | None:
    """Return the key that has exactly this value, such as `status` for "pending", or None."""
    fixed = (key for key in KEYS.values() if isinstance(key, OneOf) and key.name != "sort")
    return next((key for key in fixed if key.word(value)), None)


def in_place(term: Term, value: str, meant: str) -> str:
    """Return the term with `meant` instead of `value`, or "" if `meant` is empty."""
    if not meant or (KEYS[term.key].understands(meant) is False):
        return ""
    values = tuple(meant if other == value else other for other in term.values)
    return str(Term(term.key, tuple(dict.fromkeys(values)), term.negated))


def wrong_name(term: Term, value: str, names: Names) -> Iterator[Mistake]:
    """Yield the mistake for a name with no match or too many."""
    found = names.find(term.key, value)
    facts = {"value": value, "max": MANY}
    if not found:
        words = KEYS[term.key].facts.not_found % facts
        yield mistake_at(term, words, in_place(term, value, names.like(term.key, value)))
    elif term.key in ("customer", "company"):
        if len(found) > MANY:
            yield mistake_at(
                term, _("More than %(max)d are called “%(value)s”. Write more of it.") % facts
            )
    elif len(found) > 1:
        listed = ", ".join(row.name + (f" ({row.address})" if row.address else "") for row in found)
        first = found[0].address or found[0].name
        words = _("“%(value)s” could be %(names)s.") % {"value": value, "names": listed}
        yield mistake_at(term, words, in_place(term, value, first))


def second_sorting(query: "Query") -> Iterator[Mistake]:
    """Yield a mistake for each order after the first."""
    sortings = [term for term in query.terms if term.key == "sort" and not term.negated]
    for term in sortings[1:]:
        yield mistake_at(term, _("A list has one order; this is the second."))
    for term in sortings[:1]:
        if len(term.values) > 1:
            yield mistake_at(term, _("A list has one order."), in_place_of_many(term))


def in_place_of_many(term: Term) -> str:
    """Return the term with its first value only."""
    return str(Term(term.key, term.values[:1]))
