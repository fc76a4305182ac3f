"""Suggestions of names while a person types: each as it is written in a line, with a hint."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Count, Exists, Manager, OuterRef, Q

from accounts.models import User
from core.text import key_of
from customers.models import Company, Customer
from tickets.models import Tag, Ticket
from tickets.search.names import GROUP, USER, Named, has_runs, is_part
from tickets.visibility import sees_ticket

MOST = 8
ENOUGH = 100


@dataclass(frozen=True)
class Candidate:
    """A value as it is written in the line, and words that distinguish it from similar ones."""

    value: str
    hint: str = ""


def people_like(typed: str, _user: User) -> list[Candidate]:
    """People by name or address; written as address where two have the same name."""
    users = get_user_model().objects.active()
    found = users.filter(has_runs("name", typed) | Q(email__startswith=key_of(typed)))
    rows = [
        Named(USER, *row)
        for row in found.order_by("name").values_list("pk", "name", "email")[:ENOUGH]
    ]
    rows = [r for r in rows if not typed or is_part(r, typed) or r.address.startswith(typed)][:MOST]
    several = borne_by_several(get_user_model().objects, "name", [row.name for row in rows])
    return [
        Candidate(row.address if row.name in several else row.name, row.address) for row in rows
    ]


def groups_like(typed: str, _user: User) -> list[Candidate]:
    """Groups by name."""
    found = Group.objects.filter(has_runs("name", typed)).order_by("name")
    rows = [Named(GROUP, *row) for row in found.values_list("pk", "name")[:ENOUGH]]
    return [Candidate(row.name) for row in rows if not typed or is_part(row, typed)][:MOST]


def holders_like(typed: str, user: User) -> list[Candidate]:
    """Groups, then people."""
    return (groups_like(typed, user) + people_like(typed, user))[:MOST]


def companies_like(typed: str, _user: User) -> list[Candidate]:
    """Companies by name or email domain."""
    found = Company.objects.matching(typed).order_by("name_key")
    return [Candidate(name) for name in found.values_list("name", flat=True)[:MOST]]


def customers_like(typed: str, _user: User) -> list[Candidate]:
    """Customers by name, address or number; written as #number where two have the same name."""
    found = Customer.objects.matching(typed).order_by("name_key", "id")
    rows = found.values_list("pk", "name", "name_key", "company__name")[:MOST]
    several = borne_by_several(Customer.objects, "name_key", [row[2] for row in rows])
    return [
        Candidate(f"#{pk}" if key in several else name, f"{name}, {company}" if company else name)
        for pk, name, key, company in rows
    ]


def tags_like(typed: str, user: User, most: int = MOST) -> list[Candidate]:
    """Tags of tickets that `user` sees."""
    through = Ticket.tags.through.objects.filter(tag=OuterRef("pk"))
    seen = Exists(through.filter(sees_ticket(user, via="ticket__")))
    found = Tag.objects.filter(seen, name__startswith=typed.casefold().lstrip("#"))
    names = found.order_by("name").values_list("name", flat=True)[:most]
    return [Candidate(name) for name in names]


def borne_by_several(rows: Manager[Any], column: str, names: list[str]) -> set[str]:
    """Return those of `names` that several rows have; one statement, none without names."""
    if not names:
        return set()
    counted = rows.filter(**{f"{column}__in": names}).order_by().values(column)
    return set(counted.annotate(n=Count("pk")).filter(n__gt=1).values_list(column, flat=True))


CANDIDATES = {
    "holder": holders_like,
    "group": groups_like,
    "company": companies_like,
    "customer": customers_like,
    "tag": tags_like,
}
