"""Counts that go no further than anybody reads."""

from django.db.models import QuerySet

MOST_COUNTED = 999


def capped(count: int) -> str:
    """Return a count in digits: "37", "999+"."""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def in_digits(rows: QuerySet) -> str:
    """Return how many rows a queryset has, in digits, counting no further than is shown."""
    return capped(rows.order_by()[: MOST_COUNTED + 1].count())
