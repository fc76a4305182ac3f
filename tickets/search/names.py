"""People, groups, customers and companies that a line names, found in one statement.

A name is written in full or in part, with any case, blanks or hyphens ("alex-kim"); a person or a
customer also by e-mail, a customer by #number. A part must point to one person or group, but may
point to several customers or companies. All of these may be seen by every agent.
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
    """A row that a name led to; `address` is its e-mail, where that was asked for."""

    kind: str
    pk: int
    name: str
    address: str = ""


class Names:
    """What was found for the names of a line; `find` tells which rows one name means."""

    def __init__(self, found: Iterable[Named] = ()) -> None:
        self.found = tuple(found)
        self.others: dict[tuple[str, str], list[str]] = {}
        self.guesses = 0

    def find(self, key: str, value: str) -> list[Named]:
        """Return the rows that `key:value` means: exact ones, else those it is a part of."""
        candidates = [row for row in self.found if row.kind in NAMED_BY[key]]
        exact = {(row.kind, row.pk): row for row in candidates if is_exactly(row, value)}
        part = {(row.kind, row.pk): row for row in candidates if is_part(row, value)}
        return list((exact or part).values())

    def like(self, key: str, value: str) -> str:
        """Return a name that `value` may be a slip of, or ""; no more than MOST_GUESSES times."""
        self.guesses += 1
        if self.guesses > MOST_GUESSES:
            return ""
        return next(filter(None, (self._like(kind, value) for kind in NAMED_BY[key])), "")

    def _like(self, kind: str, value: str) -> str:
        """Return a name of one kind that `value` may be a slip of, or ""."""
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
    """Whether a value is a word of the language, as `me`, instead of a name."""
    return value.casefold() in SPECIAL.get(key, ())


def look_up(terms: Iterable[Term]) -> Names:
    """Return the `Names` of these terms: one statement, none if they name nobody."""
    wanted: dict[str, list[str]] = {}
    for term in terms:
        for value in term.values:
            for kind in NAMED_BY.get(term.key, ()) if not is_special(term.key, value) else ():
                wanted.setdefault(kind, []).append(value)
    branches = [branch for kind in sorted(wanted) for branch in BRANCHES[kind](wanted[kind])]
    if not branches:
        return Names()
    found = branches[0].union(*branches[1:], all=True)
    # People and groups come first, so that customers of a common name cannot crowd them out.
    return Names(Named(*row) for row in found.order_by("kind")[: 20 * MANY])


def branch_of(
    queryset: QuerySet,
    kind: str,
    *,
    pk: str = "pk",
    name: str = "name",
    address: Combinable = Value(""),  # noqa: B008 - immutable
) -> QuerySet:
    """Return a branch of the union: kind, id, name and address of a queryset's rows."""
    said: dict[str, Combinable] = {
        "kind": Value(kind, output_field=CharField()),
        "found_pk": F(pk),
        "found_name": F(name),
        "found_address": address,
    }
    return queryset.order_by().annotate(**said).values_list(*said)


def all_of(conditions: Iterable[Q]) -> Q:
    """Return the `Q` that is true where all of these are; of no conditions, everywhere."""
    return reduce(and_, conditions, Q(pk__isnull=False))


def any_of(conditions: Iterable[Q]) -> Q:
    """Return the `Q` that is true where one of these is."""
    return reduce(or_, conditions, Q(pk__in=()))


def has_words(column: str, value: str) -> Q:
    """Return the `Q` of rows with all words of `value` in a column that holds casefolded text."""
    return all_of(Q(**{f"{column}__contains": word}) for word in words_in_name(value))


def has_runs(column: str, value: str) -> Q:
    """Return the `Q` of rows that may have all words of `value` in a column of any case.

    Only their ASCII letters are asked for, as SQLite knows the case of no others; Python compares
    the rest.
    """
    runs = (
        max(re.findall("[a-z0-9]+", word), key=len, default="") for word in words_in_name(value)
    )
    return all_of(Q(**{f"{column}__icontains": run}) for run in runs)


def users_named(values: list[str]) -> Iterator[QuerySet]:
    """Yield the branch of people."""
    condition = any_of(Q(email=key_of(value)) | has_runs("name", value) for value in values)
    yield branch_of(get_user_model().objects.filter(condition), USER, address=F("email"))


def groups_named(values: list[str]) -> Iterator[QuerySet]:
    """Yield the branch of groups."""
    yield branch_of(
        Group.objects.filter(any_of(has_runs("name", value) for value in values)), GROUP
    )


def companies_named(values: list[str]) -> Iterator[QuerySet]:
    """Yield the branch of companies."""
    condition = any_of(has_words("name_key", value) for value in values)
    yield branch_of(Company.objects.filter(condition), COMPANY)


def customers_named(values: list[str]) -> Iterator[QuerySet]:
    """Yield the branches of customers: by name or #number, and by address."""
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
    """Return names of one kind that may be meant: customers and companies by how they begin."""
    source = {
        USER: get_user_model().objects.active(),
        GROUP: Group.objects,
        COMPANY: Company.objects.filter(name_key__startswith=beginning),
        CUSTOMER: Customer.objects.filter(name_key__startswith=beginning),
    }[kind]
    return list(source.order_by("pk").values_list("name", flat=True)[: 20 * MANY])
