"""What holds of every ticket, however it was made; each check raises AssertionError."""

from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from accounts.models import AccountEvent
from core import triggers
from customers.models import CustomerEvent
from tickets.choices import Status
from tickets.models import (
    Attachment,
    Message,
    Note,
    Ticket,
    TicketEvent,
)

BY_PROPERTY = (
    "changed", "taken", "assigned", "released", "status_changed", "priority_changed", "tagged",
    "customer_changed", "edited", "undone",
)  # fmt: skip
TIMES = ("created_at", "last_activity_at", "resolved_at", "closed_at", "waiting_since")


def check_all(connection):
    """Check everything."""
    check_tickets()
    check_trail()
    check_texts()
    check_times()
    assert triggers.missing(connection) == []


def check_tickets():
    """Each ticket is what its events say it is."""
    assert Ticket.objects.exists()
    for ticket in Ticket.objects.prefetch_related("events", "tags").with_people():
        events = list(ticket.events.all())
        assert events[0].kind == "created", ticket
        assert ticket.version == 1 + sum(e.kind in BY_PROPERTY for e in events), ticket
        assert ticket.last_activity_at == last_public_time(events), ticket
        assert told("status", events) == ticket.status, ticket
        assert told("priority", events) == ticket.get_priority_display().upper(), ticket
        assert told("holder", events) == (str(ticket.holder) if ticket.holder else None), ticket
        check_stamps(ticket, events)


def told(field, events):
    """Return the last new value of a field that the trail tells."""
    values = [event.changes[field]["new"] for event in events if field in event.changes]
    return values[-1] if values else None


def check_stamps(ticket, events):
    """Closed and resolved times are those of the events that did it."""
    finished = ticket.status in (Status.CLOSED, Status.RESOLVED)
    assert (ticket.closed_at is not None) == ticket.is_closed, ticket
    assert ticket.resolved_at is None or finished, ticket
    for status, stamp in (("CLOSED", ticket.closed_at), ("RESOLVED", ticket.resolved_at)):
        moves = [e.at for e in events if e.changes.get("status", {}).get("new") == status]
        assert stamp is None or moves[-1] == stamp, ticket
    mails = [e.at for e in events if e.kind == "email_written" and not e.message.is_undelivered]
    assert ticket.first_answered_at == (mails[0] if mails else None), ticket


def last_public_time(events):
    """Return the time of the last event that an agent may perceive and that is activity."""
    silent = ("note_edited", "note_hidden", "downloaded", "email_sent")
    return max(
        e.at
        for e in events
        if e.kind not in silent and (e.note is None or not was_for_admins(e.note))
    )


def was_for_admins(note):
    """Whether a note was for admins only from its beginning."""
    hidden = note.events.filter(kind="note_hidden").exists()
    return note.is_for_admins and not hidden


BY_MAIL = ("email_received", "email_sent", "email_failed", "email_bounced")
"""What happens without a person's hand."""


def check_trail():
    """Each event says who and through what; nobody did only what came by mail."""
    for model in (TicketEvent, CustomerEvent):
        assert not model.objects.filter(via="").exists()
    nobody = TicketEvent.objects.filter(by=None)
    assert set(nobody.values_list("kind", "via")) <= {(kind, "mail") for kind in BY_MAIL}
    assert not CustomerEvent.objects.filter(by=None).exists()


def check_texts():
    """Everything that people wrote is stored with its HTML; each comes with its event."""
    for model, source in ((Note, "body"), (Message, "body"), (Ticket, "description")):
        rows = model.objects.exclude(**{source: ""})
        assert not rows.filter(html="").exists()
    assert not Note.objects.exclude(events__kind="noted").exists()
    said = ("posted", "email_written", "email_received", "call_recorded")
    assert not Message.objects.exclude(events__kind__in=said).exists()
    assert not Message.objects.filter(delivery="QUEUED").exists()


def check_times():
    """Nothing lies in the future, and no ticket was active before it was made."""
    now = timezone.now()
    for model, fields in (
        (Ticket, TIMES), (TicketEvent, ["at"]), (CustomerEvent, ["at"]), (AccountEvent, ["at"]),
        (Note, ["created_at", "edited_at"]), (Message, ["created_at", "sent_at"]),
        (Attachment, ["created_at"]),
    ):  # fmt: skip
        latest = model.objects.aggregate(**{name: Max(name) for name in fields})
        times = [moment for moment in latest.values() if isinstance(moment, datetime)]
        assert all(moment <= now for moment in times), (model, latest)
    for event in TicketEvent.objects.select_related("ticket"):
        assert event.at >= event.ticket.created_at, event
