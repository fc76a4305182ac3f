"""People, groups, customers and companies that a line names, found in one statement.

A name is written in full or in part, with any case, blanks or hyphens ("alex-kim"); a person or a
customer also by address, a customer by #number. A part must match one person or group, but may
match several customers or companies. Every agent may see all of these.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.expressions import Combinable

from core.text import key_of, words_in_name
from customers.models import Company, Customer, EmailAddress
from tickets.search.lexer import Term
from tickets.search.mistakes import closest

USER, GROUP, COMPANY, CUSTOMER = "1 user", "2 group", "3 company", "4 customer"
NAMED_BY = {
    "holder": (USER, GROUP),
    "group": (GROUP,),
    "company": (COMPANY,),
    "customer": (CUSTOMER,),
}
SPECIAL = {"holder": ("me", "none"), "group": ("mine",)}
MANY = 50
MOST_GUESSES = 5
NUMBER = re.compile(r"#([0-9]{1,18})", re.ASCII)


@dataclass(frozen=True)
class Named:
    """A row found by a name; `address` is its email address, if the look-up asked for it."""

    kind: str
    pk: int
    name: str
    address: str = ""


class Names:
    """The rows found for the names of a line; `find` returns those that one name means."""

    def __init__(self, found: Iterable[Named] = ()) -> None:
        self.found = tuple(found)
        self.others: dict[tuple[str, str], list[str]] = {}
        self.guesses = 0

    def find(self, key: str, value: str) -> list[Named]:
        """Return the rows that `key:value` means: exact matches, else those that it is part of."""
        candidates = [row for row in self.found if row.kind in NAMED_BY[key]]
        exact = {(row.kind, row.pk): row for row in candidates if is_exactly(row, value)}
        part = {(row.kind, row.pk): row for row in candidates if is_part(row, value)}
        return list((exact or part).values())

    def like(self, key: str, value: str) -> str:
        """Return a name that `value` may be a misspelling of, or ""; at most MOST_GUESSES times."""
        self.guesses += 1
        if self.guesses > MOST_GUESSES:
            return ""
        return next(filter(None, (self._like(kind, value) for kind in NAMED_BY[key])), "")

    def _like(self, kind: str, value: str) -> str:
        """Return a name of one kind that `value` may be a misspelling of, or ""."""
        beginning = "" if kind in (USER, GROUP) else key_of(value)[:2]
        if (kind, beginning) not in self.others:
            self.others[kind, beginning] = names_beginning(kind, beginning)
        names = self.others[kind, beginning]
        firsts = {name.split()[0]: name for name in names if name.split()}
        meant = closest(value, [*names, *firsts])
        return firsts.get(meant, meant)


def is_exactly(row: Named, value: str) -> bool:
    """Whether `value` is the whole name, the address or the #number of a row."""
    number = NUMBER.fullmatch(value) if row.kind == CUSTOMER else None
    return bool(
        words_in_name(row.name) == words_in_name(value)
        or (row.address and row.address == key_of(value))
        or (number and int(number[1]) == row.pk)
    )


def is_part(row: Named, value: str) -> bool:
    """Whether every word of `value` begins a word of the row's name."""
    words, parts = words_in_name(row.name), words_in_name(value)
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)


def is_special(key: str, value: str) -> bool:
    """Whether a value is a word of the query line, such as `me`, and not a name."""
    return value.casefold() in SPECIAL.get(key, ())


def look_up(terms: Iterable[Term]) -> Names:
    """Return the `Names` of these terms: one statement, or none if there are no names."""
    wanted: dict[str, list[str]] = {}
    for term in terms:
        for value in term.values:
            for kind in NAMED_BY.get(term.key, ()) if not is_special(term.key, value) else ():
                wanted.setdefault(kind, []).append(value)
    branches = [branch for kind in sorted(wanted) for branch in BRANCHES[kind](wanted[kind])]
    if not branches:
        return Names()
    found = branches[0].union(*branches[1:], all=True)
    # People and groups come first, so that many customers with the same name do not use up the
    # limit.
    return Names(Named(*row) for row in found.order_by("kind")[: 20 * MANY])


def branch_of(
    queryset: QuerySet,
    kind: str,
    *,
    pk: str = "pk",
    name: str = "name",
    address: Combinable = Value(""),  # noqa: B008 - immutable
) -> QuerySet:
    """Return one part of the union: kind, id, name and address of a queryset's rows."""
    said: dict[str, Combinable] = {
        "kind": Value(kind, output_field=CharField()),
        "found_pk": F(pk),
        "found_name": F(name),
        "found_address": address,
    }
    return queryset.order_by().annotate(**said).values_list(*said)


def all_of(conditions: Iterable[Q]) -> Q:
    """Return the `Q` that all of these are true; without conditions it is always true."""
    return reduce(and_, conditions, Q(pk__isnull=False))


def any_of(conditions: Iterable[Q]) -> Q:
    """Return the `Q` that one of these is true."""
    return reduce(or_, conditions, Q(pk__in=()))


def has_words(column: str, value: str) -> Q:
    """Return the `Q` of rows with all words of `value` in a column with casefolded text."""
    return all_of(Q(**{f"{column}__contains": word}) for word in words_in_name(value))


def has_runs(column: str, value: str) -> Q:
    """Return the `Q` of rows that may have all words of `value` in a column of any case.

    Only their ASCII letters are compared, because SQLite ignores case for no others; Python
    compares the rest.
    """
    runs = (
        max(re.findall("[a-z0-9]+", word), key=len, default="") for word in words_in_name(value)
    )
    return all_of(Q(**{f"{column}__icontains": run}) for run in runs)


def users_named(values: list[str]) -> Iterator[QuerySet]:
    """Yield the part of the union with people."""
    condition = any_of(Q(email=key_of(value)) | has_runs("name", value) for value in values)
    yield branch_of(get_user_model().objects.filter(condition), USER, address=F("email"))


def groups_named(values: list[str]) -> Iterator[QuerySet]:
    """Yield the part of the union with groups."""
    yield branch_of(
        Group.objects.filter(any_of(has_runs("name", value) for value in values)), GROUP
    )


def companies_named(values: list[str]) -> Iterator[QuerySet]:
    """Yield the part of the union with companies."""
    condition = any_of(has_words("name_key", value) for value in values)
    yield branch_of(Company.objects.filter(condition), COMPANY)


def customers_named(values: list[str]) -> Iterator[QuerySet]:
    """Yield the parts of the union with customers: by name or #number, and by address."""
    numbers = [int(match[1]) for match in map(NUMBER.fullmatch, values) if match]
    condition = any_of(has_words("name_key", value) for value in values) | Q(pk__in=numbers)
    yield branch_of(Customer.objects.filter(condition), CUSTOMER)
    addresses = EmailAddress.objects.filter(key__in=[key_of(value) for value in values])
    yield branch_of(addresses, CUSTOMER, pk="customer", name="customer__name", address=F("key"))


BRANCHES = {
    USER: users_named,
    GROUP: groups_named,
    COMPANY: companies_named,
    CUSTOMER: customers_named,
}


def names_beginning(kind: str, beginning: str) -> list[str]:
    """Return names of one kind to compare with a misspelling: for customers and companies, only
    those with this beginning.
    """
    source = {
        USER: get_user_model().objects.active(),
        GROUP: Group.objects,
        COMPANY: Company.objects.filter(name_key__startswith=beginning),
        CUSTOMER: Customer.objects.filter(name_key__startswith=beginning),
    }[kind]
    return list(source.order_by("pk").values_list("name", flat=True)[: 20 * MANY])
