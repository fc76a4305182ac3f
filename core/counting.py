"""Counts that go no further than anybody reads."""

MOST_COUNTED = 999


def capped(count):
    """Return a count in digits: "37", "999+"."""
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def in_digits(rows):
    """Return how many rows a queryset has, in digits, counting no further than is shown."""
    return capped(rows.order_by()[: MOST_COUNTED + 1].count())
