"""Completions at the cursor of a line: keys, their values, and names.

Names are those of people, groups, customers and companies, which every agent sees; tags are only
those of tickets that `user` sees.
"""

from dataclasses import dataclass

from accounts.models import User
from tickets.search.candidates import CANDIDATES, Candidate
from tickets.search.keys import KEYS, SPECIAL_WORDS, Moment, OneOf
from tickets.search.lexer import Term, clean, read, read_term
from tickets.search.mistakes import flat
from tickets.search.names import SPECIAL
from tickets.search.validation import LONGEST, OTHER_WORDS

MOST = 8
EXAMPLES = {key.name: key.facts.example for key in KEYS.values() if key.facts.example}
"""An example value for each key; keys without one are typed without a colon."""


@dataclass(frozen=True)
class Completion:
    """One completion: the `text` of the term, words that explain it, the whole line with it.

    `caret` is where the cursor is after it.
    """

    text: str
    hint: str
    line: str
    caret: int


def completions(text: str, caret: int, user: User) -> list[Completion]:
    """Return the `Completion`s of what is being typed at `caret`."""
    text = clean(text)
    caret = min(max(caret, 0), len(text))
    if len(text) > LONGEST:
        return []
    term = next((term for term in read(text) if term.start < caret <= term.end), None)
    if term is None:
        return [completed(text, caret, caret, *found) for found in keys_like("")]
    typed = read_term(text[:caret], term.start)
    if typed.key in KEYS and typed.key not in ("", "number"):
        found = values_of(typed, ends_value(text[:caret]), user)
    else:
        word = typed.key if typed.key not in ("", "number") else typed.values[0]
        found = keys_like(word, "-" if term.negated else "")
    return [completed(text, term.start, term.end, *one) for one in found[:MOST]]


def completed(text: str, start: int, end: int, new: str, hint: str) -> Completion:
    """Return the completion that replaces `text[start:end]` with `new`."""
    rest = text[end:]
    blank = "" if new.endswith(":") or rest[:1].isspace() else " "
    return Completion(new, hint, f"{text[:start]}{new}{blank}{rest}", start + len(new) + len(blank))


def ends_value(text: str) -> bool:
    """Whether a new value begins at the end of a text."""
    return text.endswith((",", ":"))


def keys_like(word: str, sign: str = "") -> list[tuple[str, str]]:
    """Return (text, hint) of keys that begin with `word`, then of values that do: "pending"."""
    begins = flat(word)
    keys = [key for key in EXAMPLES if flat(key).startswith(begins)]
    if not keys and word.casefold() in OTHER_WORDS:
        keys = [OTHER_WORDS[word.casefold()]]
    found = [(f"{sign}{key}:", EXAMPLES[key]) for key in keys]
    if not begins:
        return found
    fixed = (key for key in KEYS.values() if isinstance(key, OneOf) and key.name != "sort")
    return found + [
        (f"{sign}{key.name}:{value}", str(label))
        for key in fixed
        for value, (label, _meant) in key.options.items()
        if flat(value).startswith(begins)
    ]


def values_of(typed: Term, is_fresh: bool, user: User) -> list[tuple[str, str]]:
    """Return (text, hint) of terms that complete a typed term with a known key."""
    done = typed.values if is_fresh else typed.values[:-1]
    last = "" if is_fresh or not typed.values else typed.values[-1]
    taken = {flat(value) for value in done}
    return [
        (str(Term(typed.key, (*done, one.value), typed.negated)), one.hint)
        for one in values_like(typed.key, last, user)
        if flat(one.value) not in taken
    ]


def values_like(key: str, typed: str, user: User) -> list[Candidate]:
    """Return the `Candidate`s of a key whose name or value begins with what was typed."""
    known = KEYS[key]
    if isinstance(known, OneOf):
        options = known.options.items()
        found = [Candidate(value, str(label)) for value, (label, _meant) in options]
    elif isinstance(known, Moment):
        found = [Candidate(age, str(known.said(age, None))) for age in known.facts.values]
    else:
        special = [Candidate(word, str(SPECIAL_WORDS[word])) for word in SPECIAL.get(key, ())]
        return those_beginning(special, typed) + CANDIDATES[key](typed, user)
    return those_beginning(found, typed)


def those_beginning(found: list[Candidate], typed: str) -> list[Candidate]:
    """Return those candidates that begin with what was typed."""
    return [one for one in found if flat(one.value).startswith(flat(typed))]
