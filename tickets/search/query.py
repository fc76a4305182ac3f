"""The query line as an object: its tickets, its order, its text and its mistakes.

line = parse("is:open holder:alex -status:pending dashboard")
line = line.known_to(maria)          # names looked up, in one statement
line.errors                          # a tuple of `Mistake`, each with its place
line.apply(Ticket.objects.visible_to(maria), maria)
str(line.with_("sort", "priority-desc"))
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from operator import and_
from typing import cast
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from accounts.models import User
from tickets.models import Ticket
from tickets.search import lexer
from tickets.search.keys import KEYS, SORT
from tickets.search.lexer import Term
from tickets.search.mistakes import BadQuery, Mistake, flat
from tickets.search.names import Names, look_up
from tickets.search.sorting import Sorting
from tickets.search.validation import mistakes_of


def parse(text: str) -> "Query":
    """Return the `Query` of a text. Never raises: mistakes are in its `errors`."""
    return Query(tuple(lexer.read(text)), text)


@dataclass(frozen=True)
class Reader:
    """For whom a line is read: `me` is this person, `names` are the rows that were found."""

    user: User
    names: Names

    def special(self, value: str) -> Q:
        """Return the `Q` of `me`, `none` or `mine` as the value of a holder or group."""
        return {
            "me": Q(holder_user=self.user),
            "none": Q(holder_user=None, holder_group=None),
            "mine": Q(holder_group__in=self.user.groups.order_by().values("pk")),
        }[value.casefold()]


@dataclass(frozen=True)
class Query:
    """A line: its terms, and `text` as it was typed. Lines with the same terms are equal."""

    terms: tuple[Term, ...] = ()
    text: str = field(default="", compare=False)
    reader: Reader | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return " ".join(map(str, self.terms))

    def known_to(self, user: User) -> "Query":
        """Return this line with its names looked up for `user`; at most one statement."""
        return self if self.reader else replace(self, reader=Reader(user, look_up(self.terms)))

    @cached_property
    def errors(self) -> tuple[Mistake, ...]:
        """The mistakes, in the order of the line; wrong names only after they were looked up."""
        return tuple(mistakes_of(self))

    def apply(self, queryset: QuerySet[Ticket], user: User) -> QuerySet[Ticket]:
        """Return the tickets of `queryset` that match the line, unordered. Raises `BadQuery`."""
        return queryset.filter(self.condition(user))

    def condition(self, user: User) -> Q:
        """Return the `Q` of the tickets that match the line. Raises `BadQuery`."""
        line = self.known_to(user)
        if line.errors:
            raise BadQuery(line.errors)
        return reduce(and_, line._conditions(), Q())

    def _conditions(self) -> Iterator[Q]:
        """Yield the conditions: the alternatives of a key as one, each exclusion separately."""
        reader = cast(Reader, self.reader)  # set by `known_to`
        for key in dict.fromkeys(term.key for term in self.terms):
            wanted = [t.values for t in self.terms if t.key == key and not t.negated]
            if wanted and not KEYS[key].all_hold:
                wanted = [tuple(dict.fromkeys(value for values in wanted for value in values))]
            for values in wanted:
                yield KEYS[key].condition(values, reader)
        for term in self.terms:
            if term.negated:
                yield ~KEYS[term.key].condition(term.values, reader)

    @property
    def sorting(self) -> Sorting:
        """The order of the line; without one, last updated first."""
        words = [SORT.word(value) for value in self.values("sort")]
        return Sorting.named(words[0]) if words and words[0] else Sorting()

    @property
    def conditions(self) -> frozenset[tuple[str, frozenset[str], bool]]:
        """The terms that choose tickets, as a set: lines with equal sets show the same tickets."""
        return frozenset(
            (t.key, frozenset(v.casefold() for v in t.values), t.negated)
            for t in self.terms
            if t.key != "sort"
        )

    def values(self, key: str) -> tuple[str, ...]:
        """Return all values of a key, without exclusions."""
        chosen = (t.values for t in self.terms if t.key == key and not t.negated)
        return tuple(dict.fromkeys(value for values in chosen for value in values))

    def without(self, term: Term) -> "Query":
        """Return the line without a term."""
        return Query(tuple(other for other in self.terms if other != term))

    def without_key(self, key: str) -> "Query":
        """Return the line without all terms of a key, exclusions included."""
        return Query(tuple(term for term in self.terms if term.key != key))

    def with_(self, key: str, *values: str) -> "Query":
        """Return the line with only these values for a key, in the key's old place."""
        several = KEYS[key].all_hold
        new = [Term(key, (value,)) for value in values] if several else [Term(key, values)]
        keys = [term.key for term in self.terms]
        if key in keys:
            where = len([before for before in keys[: keys.index(key)] if before != key])
        else:
            where = len(keys) - (keys[-1:] == ["sort"])
        kept = self.without_key(key).terms
        return Query((*kept[:where], *(new if values else ()), *kept[where:]))

    def toggled(self, key: str, value: str) -> "Query":
        """Return the line with a value added to a key, or removed if it was there."""
        chosen = self.values(key)
        others = [other for other in chosen if flat(other) != flat(value)]
        return self.with_(key, *others, *([value] if len(others) == len(chosen) else []))

    def address(self, **more: object) -> str:
        """Return the line as a query string without "?", followed by the parameters `more`."""
        return urlencode({"q": str(self), **more}, safe=":/,@")

    def replaced(self, mistake: Mistake) -> str:
        """Return the text of the line with a mistake's suggestion in its place."""
        return f"{self.text[: mistake.start]}{mistake.instead}{self.text[mistake.end :]}"
