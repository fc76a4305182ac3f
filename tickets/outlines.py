"""Tickets in outline: the few that a page of somebody shows, and how many there are."""

from django.db.models import Count
from django.db.models.functions import Substr
from django.utils.functional import cached_property

MOST_COUNTED = 999
SHOWN = 25
SNIPPET = 160


def capped(rows):
    """Return how many `rows` there are, as "37" or "999+": beyond that nobody counts them."""
    count = rows.order_by()[: MOST_COUNTED + 1].count()
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def open_by(tickets, way, rows):
    """Return how many of `tickets` are unfinished for each of `rows`, reached by the field `way`.

    A dict from the row's id, in one query; rows without any are left out.
    """
    ids = [row.pk for row in rows]
    if not ids:
        return {}
    open_ones = tickets.unfinished().filter(**{f"{way}__in": ids})
    return dict(open_ones.order_by().values_list(way).annotate(Count("pk")))


class Outline:
    """The newest of some tickets, what is open before what is done.

    `line` is the query line of all of them.
    """

    def __init__(self, tickets, line):
        self.tickets, self.line = tickets, line

    @cached_property
    def unfinished(self):
        """What asks for work, newest first."""
        return self._newest(self.tickets.unfinished())

    @cached_property
    def done(self):
        """What is resolved or closed, newest first."""
        return self._newest(self.tickets.finished())

    @cached_property
    def count(self):
        """How many there are in all."""
        return capped(self.tickets)

    @property
    def has_more(self):
        """Whether some are not shown."""
        return not self.count.isdecimal() or int(self.count) > len(self.unfinished + self.done)

    @staticmethod
    def _newest(tickets):
        """Return the first of `tickets` with what a row shows, and not their long texts."""
        rows = tickets.with_people().defer("description", "html")
        rows = rows.annotate(first_words=Substr("description", 1, SNIPPET))
        return list(rows.order_by("-last_activity_at", "-id")[:SHOWN])
