"""The rows of a batch of tickets: collected, then written in the order of their keys."""

from itertools import count
from types import SimpleNamespace

from django.conf import settings

from core.markdown import VERSION
from scripts.bench.bulk.crowd import next_id
from scripts.bench.bulk.table import Table
from tickets.models import Message, Note, Recipient, Tag, Thread, Ticket, TicketEvent

NUMBERED = (Ticket, Thread, Note, Message)


class Pages:
    """Collects all rows that a `Life` makes, and gives them their ids."""

    def __init__(self, rng, tags):
        self.rng = rng
        self.tag_ids = {tag.name: tag.pk for tag in Tag.named(tags)}
        self.ids = {model: count(next_id(model)) for model in NUMBERED}
        self.tickets, self.threads, self.notes, self.messages = (
            Table(model, given_ids=True) for model in NUMBERED
        )
        self.tags, self.recipients, self.events = (
            Table(model) for model in (Ticket.tags.through, Recipient, TicketEvent)
        )

    def write(self):
        """Store everything collected so far, and forget it."""
        for table in (
            self.tickets, self.tags, self.threads, self.notes, self.messages, self.recipients,
            self.events,
        ):  # fmt: skip
            table.write()

    def new_ticket(self, *, text, at, **fields):
        """Return a ticket that may still be changed, until `keep`."""
        return SimpleNamespace(
            id=next(self.ids[Ticket]),
            description=text.source,
            html=text.html,
            html_version=VERSION,
            status="OPEN",
            created_at=at,
            last_activity_at=at,
            waiting_since=at,
            first_answered_at=None,
            resolved_at=None,
            closed_at=None,
            version=1,
            **fields,
        )

    def keep(self, ticket, tags):
        """Add a finished ticket, with its tags."""
        self.tickets.add(**vars(ticket))
        for name in tags:
            self.tags.add(ticket_id=ticket.id, tag_id=self.tag_ids[name])

    def thread(self, ticket, kind, subject, by, at):
        """Add a thread; return what its messages need to know of it."""
        thread = SimpleNamespace(id=next(self.ids[Thread]), ticket_id=ticket.id)
        self.threads.add(
            **vars(thread), kind=kind, subject=subject, created_by_id=by.pk, created_at=at
        )
        return thread

    def note(self, ticket, by, text, for_admins, at):
        """Add a note; return its id."""
        pk = next(self.ids[Note])
        self.notes.add(
            id=pk, ticket_id=ticket.id, author_id=by.pk, body=text.source, html=text.html,
            html_version=VERSION, visibility="ADMINS" if for_admins else "TEAM", created_at=at,
        )  # fmt: skip
        return pk

    def message(self, thread, kind, text, at, *, direction="OUT", **fields):
        """Add a message; return its id."""
        pk = next(self.ids[Message])
        by_mail = kind == "EMAIL" and direction == "IN"
        self.messages.add(
            id=pk, thread_id=thread.id, kind=kind, direction=direction, body=text.source,
            html=text.html, html_version=0 if by_mail else VERSION,
            created_at=at, **fields,
        )  # fmt: skip
        return pk

    def mail(self, thread, text, at, by, customer):
        """Add an email of ours to a customer, sent already; return its id."""
        unique = f"{self.rng.getrandbits(128):032x}"
        pk = self.message(
            thread, "EMAIL", text, at, author_user_id=by.pk, delivery="SENT", sent_at=at,
            message_id=f"<t{thread.ticket_id}.h{thread.id}.{unique}@{settings.MAIL_DOMAIN}>",
        )  # fmt: skip
        self.recipients.add(message_id=pk, name=customer.name, address=customer.address)
        return pk

    def event(self, ticket, kind, by, at, *, via="web", changes=None, **fields):
        """Add one event."""
        self.events.add(
            ticket_id=ticket.id, kind=kind, by_id=by and by.pk, at=at, via=via,
            changes=changes or {}, **fields,
        )  # fmt: skip
