"""The state of the work in numbers, each the length of a list in the queue.

Tickets that the reader sees are counted. Each number carries the query line of the rows it counts.
The database does the counting, in one grouped statement for each part of the page.
"""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Count, Min
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tickets.choices import Priority, Status
from tickets.models import Ticket
from tickets.search import Query, parse
from tickets.search.keys import KEYS

FEW = 10
OPEN = parse("is:open")
HIGH = parse("is:open priority:high")
WAITING = parse("is:waiting")
WROTE_AFTER = parse("is:wrote-after-closing")
UNTOUCHED_FIRST = parse("is:open sort:updated-asc")
OPEN_ONES = {
    _("Open"): OPEN,
    _("Unassigned"): parse("is:open holder:none"),
    _("Customer waits"): WAITING,
    _("No update for 5 days"): parse("is:open updated:>5d"),
    _("Holder has left"): parse("is:open is:left"),
}
STATUSES = (Status.OPEN, Status.IN_PROGRESS, Status.PENDING, Status.RESOLVED)
PRIORITIES = (Priority.HIGH, Priority.MEDIUM, Priority.LOW)


@dataclass(frozen=True)
class TicketCount:
    """One number, and the line of the tickets that it counts."""

    count: int
    line: Query
    label: str = ""


@dataclass(frozen=True)
class CountRow:
    """One row of numbers. `head` says of what: a Status, a person, a group, or None for nobody."""

    head: object
    figures: list = field(default_factory=list)
    untouched_since: object = None


class Overview:
    """The work that `user` may see; nothing is asked of the database until it is shown."""

    priorities = PRIORITIES

    def __init__(self, user):
        self.user = user
        self.seen = Ticket.objects.visible_to(user)

    @cached_property
    def figures(self):
        """The numbers on top: one statement for open tickets, one for closed ones."""
        facts = [Count("pk", filter=line.condition(self.user)) for line in OPEN_ONES.values()]
        is_open = self.seen.filter(OPEN.condition(self.user))
        counts = is_open.aggregate(**{f"n{n}": fact for n, fact in enumerate(facts)})
        after = self.seen.filter(WROTE_AFTER.condition(self.user)).count()
        figures = map(TicketCount, counts.values(), OPEN_ONES.values(), OPEN_ONES)
        return [*figures, TicketCount(after, WROTE_AFTER, _("Wrote after closing"))]

    @cached_property
    def statuses(self):
        """A row for each status but CLOSED: its tickets by priority, then all; one statement."""
        seen = self.seen.filter(status__in=STATUSES).order_by()
        counted = seen.values_list("status", "priority").annotate(Count("pk"))
        found = {(status, priority): count for status, priority, count in counted}
        return [status_row(status, found) for status in STATUSES]

    @cached_property
    def holders(self):
        """A row for each holder of open tickets: how many, of high priority, and waiting.

        Nobody first, then deactivated people, then by number; one statement, and two for names.
        """
        counted = list(self._by_holder())
        people = get_user_model().objects.in_bulk({user for user, *_rest in counted if user})
        groups = Group.objects.in_bulk({group for _user, group, *_rest in counted if group})
        rows = [
            holder_row(people.get(user) or groups.get(group), counts, oldest)
            for user, group, *counts, oldest in counted
        ]
        return sorted(rows, key=lambda row: (holder_rank(row.head), -row.figures[0].count))

    def _by_holder(self):
        """Return (user's id, group's id, open, high, waiting, oldest update) for each holder."""
        unfinished = self.seen.filter(OPEN.condition(self.user)).order_by()
        return unfinished.values_list("holder_user", "holder_group").annotate(
            open=Count("pk"),
            high=Count("pk", filter=HIGH.condition(self.user)),
            waiting=Count("pk", filter=WAITING.condition(self.user)),
            oldest=Min("last_activity_at"),
        )

    @cached_property
    def untouched(self):
        """The open tickets without an update for longest."""
        return self._few(OPEN, "last_activity_at")

    @cached_property
    def waiting(self):
        """The tickets whose customers have waited longest."""
        return self._few(WAITING, "waiting_since")

    @property
    def all_untouched(self):
        """The line of all open tickets, those without an update for longest first."""
        return UNTOUCHED_FIRST

    @property
    def all_waiting(self):
        """The line of all tickets whose customers wait."""
        return WAITING

    def _few(self, line, column):
        """Return the first rows of a line by `column`, with their people."""
        rows = self.seen.filter(line.condition(self.user)).with_people()
        return list(rows.defer("description", "html").order_by(column, "id")[:FEW])


def status_row(status, found):
    """Return the row of one status, from the counts by (status, priority)."""
    line = Query().with_("status", word_of("status", status))
    counts = [found.get((status, priority), 0) for priority in PRIORITIES]
    lines = [line.with_("priority", word_of("priority", priority)) for priority in PRIORITIES]
    figures = list(map(TicketCount, counts, lines))
    return CountRow(status, [*figures, TicketCount(sum(counts), line)])


def holder_row(holder, counts, oldest):
    """Return the row of one holder."""
    line = held_by(holder)
    lines = (line, line.with_("priority", "high"), line.with_("is", "open", "waiting"))
    return CountRow(holder, list(map(TicketCount, counts, lines)), oldest)


def held_by(holder):
    """Return the line of what a person, a group or nobody holds; people by their address."""
    if holder is None:
        return OPEN.with_("holder", "none")
    if isinstance(holder, Group):
        return OPEN.with_("group", holder.name)
    return OPEN.with_("holder", holder.email)


def holder_rank(holder):
    """Return where a holder comes in the list: first those whose tickets need somebody."""
    if holder is None:
        return 0
    return 1 if getattr(holder, "is_active", True) is False else 2


def word_of(key, value):
    """Return a value as the query line writes it: "in-progress" for IN_PROGRESS."""
    return next(word for word, (_label, meant) in KEYS[key].options.items() if meant == value)
