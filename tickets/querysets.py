"""Querysets of tickets and of their rows: `visible_to(user)` first, then named sets."""

from typing import NamedTuple
from uuid import uuid4

from django.db import models, transaction
from django.db.models import Count, Exists, F, Func, OuterRef, Q
from django.db.models.functions import Substr
from django.utils.functional import cached_property

from core import clock
from core.append_only import AppendOnlyQuerySet
from core.counting import in_digits
from core.events import EventQuerySet
from tickets.choices import UNFINISHED, Status
from tickets.visibility import reads_note, sees_ticket


def status_is(*statuses):
    """Return the `Q` of tickets with one of these statuses, with the values in the SQL itself.

    SQLite uses a partial index only where the query contains the index's condition literally, not
    as a parameter.
    """
    words = ", ".join(f"'{Status(status).value}'" for status in statuses)
    template = (
        f"%(expressions)s IN ({words})" if len(statuses) > 1 else f"%(expressions)s = {words}"
    )
    return Q(Func(F("status"), template=template, output_field=models.BooleanField()))


# Facts about a ticket, each with one meaning for the sets below and for the query line.
IS_UNFINISHED = status_is(*UNFINISHED)
IS_UNASSIGNED = Q(holder_user=None, holder_group=None)
IS_WAITING = IS_UNFINISHED & Q(waiting_since__isnull=False)
IS_WRITTEN_AFTER_CLOSING = status_is(Status.CLOSED) & Q(waiting_since__gt=F("closed_at"))
IS_HELD_BY_SOMEONE_WHO_LEFT = Q(holder_user__is_active=False)


SHOWN = 25
SNIPPET = 160


class Batch(NamedTuple):
    """The result of one act on several tickets: the id that their events share, and how many."""

    id: object
    count: int


class RecentTickets:
    """The newest of some tickets, unfinished ones first, as a customer's or person's page shows."""

    def __init__(self, tickets):
        self.tickets = tickets

    @cached_property
    def unfinished(self):
        """The unfinished ones, newest first."""
        return self._newest(self.tickets.unfinished())

    @cached_property
    def done(self):
        """The resolved or closed ones, newest first."""
        return self._newest(self.tickets.finished())

    @cached_property
    def count(self):
        """How many there are in all."""
        return in_digits(self.tickets)

    @property
    def has_more(self):
        """Whether some are not shown."""
        return not self.count.isdecimal() or int(self.count) > len(self.unfinished + self.done)

    @staticmethod
    def _newest(tickets):
        """Return the first of `tickets` with the columns that a row shows, without long texts."""
        rows = tickets.with_people().defer("description", "html")
        rows = rows.annotate(first_words=Substr("description", 1, SNIPPET))
        return list(rows.order_by("-last_activity_at", "-id")[:SHOWN])


class TicketQuerySet(models.QuerySet):
    """Tickets."""

    def visible_to(self, user):
        """The tickets that `user` sees."""
        return self.filter(sees_ticket(user))

    def unfinished(self):
        """Tickets that are OPEN, PENDING or IN_PROGRESS."""
        return self.filter(IS_UNFINISHED)

    def finished(self):
        """Tickets that are RESOLVED or CLOSED."""
        return self.exclude(status__in=UNFINISHED)

    def not_closed(self):
        """Tickets that can be changed: all but CLOSED ones."""
        return self.exclude(status=Status.CLOSED)

    @transaction.atomic
    def hand_over(self, holder, *, by, why, most):
        """Give the oldest `most` of these tickets to `holder`, None for nobody; return the `Batch`.

        All of them or, where one is refused, none. Raises what `Ticket.assign` raises.
        """
        batch = uuid4()
        tickets = list(self.order_by("pk")[:most])
        done = [ticket.assign(holder, by=by, why=why, batch=batch) for ticket in tickets]
        return Batch(batch, sum(event is not None for event in done))

    def unassigned(self):
        """Tickets that nobody holds."""
        return self.filter(IS_UNASSIGNED)

    def held_by(self, holder):
        """Tickets that a person or a group holds; with None, those that nobody holds."""
        if holder is None:
            return self.unassigned()
        is_group = holder._meta.model_name == "group"
        return self.filter(**{"holder_group" if is_group else "holder_user": holder})

    def held_by_someone_who_left(self):
        """Tickets that a deactivated person still holds."""
        return self.filter(IS_HELD_BY_SOMEONE_WHO_LEFT)

    def waiting(self):
        """Unfinished tickets whose customer spoke last."""
        return self.filter(IS_WAITING)

    def written_after_closing(self):
        """Closed tickets whose customer wrote since; nothing reopens by itself."""
        return self.filter(IS_WRITTEN_AFTER_CLOSING)

    def with_people(self):
        """Each row with its customer, company and holder, in the same query."""
        return self.select_related("customer__company", "holder_user", "holder_group")

    def recent(self):
        """The newest of these tickets, as the page of a customer, company or person shows them."""
        return RecentTickets(self)

    def open_by(self, way, rows):
        """Return how many of these are unfinished for each of `rows`, reached by the field `way`.

        A dict from the row's id, in one query; rows without any are left out.
        """
        ids = [row.pk for row in rows]
        if not ids:
            return {}
        open_ones = self.unfinished().filter(**{f"{way}__in": ids})
        return dict(open_ones.order_by().values_list(way).annotate(Count("pk")))

    def for_page(self):
        """Each row with everything that the ticket's page shows of it."""
        rows = self.with_people().select_related("created_by").prefetch_related("tags")
        return rows.with_edited_texts()

    def with_edited_texts(self):
        """Each row with `subject_edited` and `description_edited`: whether the text was changed."""
        versions = self.model._meta.get_field("revisions").related_model.objects
        before = versions.filter(ticket=OuterRef("pk"), note=None)
        fields = ("subject", "description")
        return self.annotate(**{f"{f}_edited": Exists(before.filter(field=f)) for f in fields})


class OfTicketQuerySet(models.QuerySet):
    """Rows of a ticket that everybody sees who sees the ticket."""

    def visible_to(self, user):
        """The rows whose ticket `user` sees."""
        return self.filter(sees_ticket(user, via="ticket__"))


class NoteQuerySet(models.QuerySet):
    """Notes for the team."""

    def visible_to(self, user):
        """The notes that `user` reads; an agent reads no admins-only ones."""
        return self.filter(reads_note(user))


class MessageQuerySet(models.QuerySet):
    """Messages of threads."""

    def visible_to(self, user):
        """The messages of tickets that `user` sees."""
        return self.filter(sees_ticket(user, via="thread__ticket__"))


class OnNoteQuerySet(models.QuerySet):
    """Rows of a ticket that may belong to a note; then only its readers see them."""

    def visible_to(self, user):
        """The rows whose ticket `user` sees and whose note, if any, `user` reads."""
        return self.filter(reads_note(user, via="note__"))


class RevisionQuerySet(OnNoteQuerySet, AppendOnlyQuerySet):
    """Replaced versions of texts."""


class TicketEventQuerySet(OnNoteQuerySet, EventQuerySet):
    """The trail of tickets."""

    def touching(self, field):
        """Events that changed `field`."""
        return self.filter(Q(changes__has_key=field))


class DispatchQuerySet(models.QuerySet):
    """The sending of outgoing emails."""

    def due(self):
        """Those that are to be sent now and that no sender has leased; expired leases are ignored.

        Finished ones have no `due_at`, so this stays quick however many emails were ever sent.
        """
        now = clock.now()
        return self.filter(due_at__lte=now).filter(Q(lease=None) | Q(leased_until__lte=now))

    def with_mail(self):
        """Each row with the related rows that are needed to send its email."""
        people = ("message__author_user", "message__thread__ticket")
        return self.select_related(*people).prefetch_related("message__recipients")
