"""How many tickets each standing view has, for the rail; counted no further than anybody reads."""

from django.core.exceptions import EmptyResultSet
from django.db import connection

from tickets.listing.standing import standing_views
from tickets.models import IncomingMail, Ticket

MOST_COUNTED = 999


def capped(count):
    """Return a count in digits: "37", "999+"."""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def nav_counts(user):
    """Return {key of a standing view: its count in digits} for what `user` sees.

    "inbox" counts the mails that wait; nothing is said where none does.
    """
    waiting = IncomingMail.objects.visible_to(user).waiting()
    views = [view for view in standing_views(user) if view.key != "my-groups" or user.groups.all()]
    seen = Ticket.objects.visible_to(user)
    *counts, mails = count_each([*(view.line.apply(seen, user) for view in views), waiting])
    found = {view.key: capped(count) for view, count in zip(views, counts, strict=True)}
    return {**found, "inbox": capped(mails) if mails else ""}


def count_each(querysets):
    """Return how many rows each queryset has, up to one more than MOST_COUNTED; one statement."""
    parts, params = [], []
    for number, queryset in enumerate(querysets):
        ids = queryset.order_by().values("pk")[: MOST_COUNTED + 1]
        try:
            sql, its_params = ids.query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {number}, COUNT(*) FROM ({sql}) counted")
        params.extend(its_params)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        found = dict(cursor.fetchall())
    return [found.get(number, 0) for number in range(len(querysets))]
