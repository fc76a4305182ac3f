"""Tickets whose subjects share uncommon words with a subject that is being typed."""

import re
from collections import Counter
from collections.abc import Container
from math import log
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import User
from tickets.choices import Status
from tickets.models import Ticket

RECENT = 1000
"""How many tickets are compared, the last updated ones: the cost does not grow with the archive."""

SHOWN = 5
LIKE_ENOUGH = 0.2
WORD = re.compile(r"\w{3,}")
STEM = 5
"""Words with the same first letters count as equal: login and logins, invoice and invoices."""


class Similar(NamedTuple):
    """A ticket with a similar subject."""

    pk: int
    subject: str
    status: Status


def similar(subject: str, user: User, *, but: Container[int] = ()) -> list[Similar]:
    """Return up to SHOWN tickets that `user` sees, as `Similar`, best first; none of `but`.

    One statement, none without words. How common a word is follows from visible subjects only.
    """
    wanted = stems(subject)
    if not wanted:
        return []
    rows = [
        Similar(pk, subject, Status(status))
        for pk, subject, status in recently_moved(user).values_list("pk", "subject", "status")
    ]
    stemmed = [stems(row.subject) for row in rows]
    used = Counter(stem for found in stemmed for stem in found)
    weight = {stem: log(1 + len(rows) / max(used[stem], 1)) for stem in wanted}
    enough = LIKE_ENOUGH * sum(weight.values())
    scored = [
        (sum(weight[stem] for stem in wanted & found), row)
        for found, row in zip(stemmed, rows, strict=True)
        if row.pk not in but
    ]
    likest = sorted((one for one in scored if one[0] >= enough), key=lambda one: -one[0])
    return [row for _score, row in likest[:SHOWN]]


def recently_moved(user: User) -> QuerySet[Ticket]:
    """Return those of the RECENT last updated tickets that `user` sees, newest first.

    The limit is applied before visibility: otherwise, for an agent who sees few tickets, the
    database would search the whole archive.
    """
    order = ("-last_activity_at", "-id")
    recent = Ticket.objects.order_by(*order).values("pk")[:RECENT]
    return Ticket.objects.visible_to(user).filter(pk__in=recent).order_by(*order)


def stems(text: str) -> set[str]:
    """Return the beginnings of the words of a text, as a set."""
    return {word[:STEM] for word in WORD.findall(text.casefold())}
