"""How many tickets each built-in view has, for the rail; counted up to MOST_COUNTED."""

from django.core.exceptions import EmptyResultSet
from django.db import connection

from core.counting import MOST_COUNTED, capped
from core.registers import RAIL_COUNTS
from tickets.models import Ticket
from tickets.search.built_in_views import built_in_views


def rail_counts(user):
    """Return {key of a place in the rail: its count in digits} for what `user` sees.

    These are the built-in views and what other apps registered; the latter show no 0.
    """
    others = {key: rows(user) for key, rows in RAIL_COUNTS.items()}
    views = [view for view in built_in_views(user) if view.key != "my-groups" or user.groups.all()]
    seen = Ticket.objects.visible_to(user)
    lists = [view.line.apply(seen, user) for view in views]
    counts = count_each([*lists, *others.values()])
    found = {view.key: capped(count) for view, count in zip(views, counts, strict=False)}
    rest = zip(others, counts[len(views) :], strict=True)
    return found | {key: capped(count) if count else "" for key, count in rest}


def count_each(querysets):
    """Return how many rows each queryset has, up to MOST_COUNTED + 1, in one statement."""
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
