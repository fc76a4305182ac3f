"""What is written on a ticket: notes, emails, team threads, and records of calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.refusals import Refusal
from core.text import one_line
from customers.models import Customer
from tickets.events.kinds import SAID
from tickets.models.attachment import Attachment, Upload
from tickets.models.nonce import once
from tickets.models.note import Note
from tickets.models.queueing import queue, refuse_heavy, refuse_lines
from tickets.models.recipients import clean_recipients
from tickets.models.refusals import NewerArrived
from tickets.models.revision import first_text
from tickets.models.text import clean_words
from tickets.models.thread import SUBJECT_MAX, Message, Recipient, Thread

if TYPE_CHECKING:
    from tickets.models.event import TicketEvent
    from tickets.models.ticket import Ticket


class Conversation:
    """The part of `Ticket` with the verbs for writing on it.

    All verbs take `by`, raise `Unseen`, `ClosedTicket` and `Refusal`, and write nothing then.
    `uploads` are staged files; with a `nonce`, a form that is sent twice is stored once.
    `after` is the id of the last event the writer saw: if somebody else said something since,
    `NewerArrived` is raised; leave it out to write anyway.
    """

    # What the model and its other parts have, or Django puts there.
    pk: Any
    customer: Any
    events: Any
    first_answered_at: Any
    open_for: Callable[[User], Ticket]
    record: Callable[..., TicketEvent]

    @transaction.atomic
    def add_note(
        self,
        body: str,
        *,
        by: User,
        for_admins: bool = False,
        uploads: Sequence[Upload] = (),
        nonce: UUID | None = None,
    ) -> Note:
        """Add a note for the team, or with `for_admins` for admins only; return the Note.

        An admins-only note leaves no trace that an agent could see.
        """
        visibility = Note.Visibility.ADMINS if for_admins else Note.Visibility.TEAM

        def make() -> Note:
            note = Note(ticket=ticket, author=by, visibility=visibility, body=body, nonce=nonce)
            note.render()
            note.save(force_insert=True)
            Attachment.take_over(uploads, ticket=ticket, by=by, note=note)
            ticket.record("noted", by=by, note=note)
            if not for_admins:
                ticket.touch()
            return note

        ticket, body = self.open_for(by), clean_words(body)
        mine = ticket._mine(author=by, visibility=visibility, body=body)
        return once(Note, nonce, mine, make)

    @transaction.atomic
    def post(
        self,
        body: str,
        *,
        by: User,
        thread: Thread | None = None,
        subject: str = "",
        uploads: Sequence[Upload] = (),
        nonce: UUID | None = None,
    ) -> Message:
        """Write a message to the team, in a team thread or as the first of a new one.

        A new thread gets the name `subject` or, without one, the first words of the message.
        """
        ticket, body = self.open_for(by), clean_words(body)

        def make() -> Message:
            title = one_line(subject) or first_words(body)
            place = ticket._thread(thread, Thread.Kind.TEAM, by, title)
            message = said(place, Message.Kind.TEAM, body, nonce, author_user=by)
            ticket._put_on_record("posted", message, by, uploads)
            ticket.touch()
            return message

        mine = ticket._mine(author_user=by, kind=Message.Kind.TEAM, body=body)
        return once(Message, nonce, mine, make)

    @transaction.atomic
    def write_mail(
        self, body: str, *, by: User, to: Sequence[str], cc: Sequence[str] = (),
        thread: Thread | None = None, subject: str = "", after: int | None = None,
        uploads: Sequence[Upload] = (), nonce: UUID | None = None, instead: Message | None = None,
        kept: Sequence[Attachment] = (),
    ) -> Message:  # fmt: skip
        """Write an email to the customer or another outside party, queue it, return the Message.

        `to` and `cc` are addresses, "Name <address>" or bare. They and the writer's signature are
        stored as they are now. Replies to a `thread` keep its subject. The status does not change.
        `instead` is an email that was withdrawn or failed and that this one replaces; `kept` are
        those of its files that this one sends too. It is sent after UNDO_SEND seconds.
        """
        ticket, body = self.open_for(by), clean_words(body)
        recipients = clean_recipients(to, cc)
        refuse_lines(subject)
        refuse_heavy(uploads, kept)

        def make() -> Message:
            if after is not None:
                ticket._refuse_newer(by, after)
            title = one_line(subject) or ticket.subject
            place = ticket._thread(thread, Thread.Kind.OUTSIDE, by, title)
            message = said(
                place, Message.Kind.EMAIL, body, nonce, author_user=by,
                message_id=new_message_id(ticket, place), delivery=Message.Delivery.QUEUED,
            )  # fmt: skip
            Recipient.objects.bulk_create(Recipient(message=message, **r) for r in recipients)
            queue(message, by=by, instead=instead, kept=kept)
            changes = {"to": {"old": None, "new": [r["address"] for r in recipients]}}
            ticket._put_on_record("email_written", message, by, uploads, changes)
            ticket.touch(**ticket._answered())
            return message

        mine = ticket._mine(author_user=by, kind=Message.Kind.EMAIL, body=body)
        return once(Message, nonce, mine, make)

    @transaction.atomic
    def record_call(
        self,
        body: str,
        *,
        by: User,
        thread: Thread | None = None,
        customer: Customer | None = None,
        answered: bool = False,
        uploads: Sequence[Upload] = (),
        nonce: UUID | None = None,
    ) -> Message:
        """Record what the customer said, by phone or in person; return the Message.

        It goes into the given conversation, else the ticket's latest, else a new one.
        `customer` is who said it, by default the ticket's. `answered` means that they
        were answered in the same call, so the customer does not wait.
        """
        ticket, body = self.open_for(by), clean_words(body)

        def make() -> Message:
            latest = ticket.threads.filter(kind=Thread.Kind.OUTSIDE).order_by("-id").first()
            place = ticket._thread(thread or latest, Thread.Kind.OUTSIDE, by, ticket.subject)
            message = said(
                place, Message.Kind.CALL, body, nonce, direction=Message.Direction.IN,
                author_customer=customer or ticket.customer, recorded_by=by,
            )  # fmt: skip
            changes = {"answered": {"old": None, "new": True}} if answered else None
            ticket._put_on_record("call_recorded", message, by, uploads, changes)
            ticket.touch(**(ticket._answered() if answered else ticket._waits_now()))
            return message

        mine = ticket._mine(recorded_by=by, kind=Message.Kind.CALL, body=body)
        return once(Message, nonce, mine, make)

    def _answered(self) -> dict[str, datetime | None]:
        """Return the columns of a ticket whose customer was just answered."""
        return {
            "waiting_since": None,
            "first_answered_at": self.first_answered_at or clock.now(),
        }

    def newer_for(self, user: User, after: int) -> QuerySet[TicketEvent]:
        """Return what others said since event `after`, as far as `user` may read it."""
        said = self.events.visible_to(user).filter(pk__gt=after, kind__in=SAID)
        return said.exclude(by=user).select_related("by", "note", "message")

    def _refuse_newer(self, user: User, after: int) -> None:
        """Raise `NewerArrived` if somebody else said something after event `after`."""
        events = list(self.newer_for(user, after))
        if events:
            who = events[-1].by or self.customer
            raise NewerArrived(_("%s wrote while you were writing.") % who, events)

    def _thread(self, thread: Thread | None, kind: str, by: User | None, subject: str) -> Thread:
        """Return `thread`, or a new one of this kind. Raises `Refusal` if it does not fit."""
        if thread is None:
            if len(subject) > SUBJECT_MAX:
                words = _("A subject has at most %d characters.") % SUBJECT_MAX
                raise Refusal(words, field="subject")
            ticket, maker = cast("Ticket", self), cast(User, by)
            return Thread.objects.create(
                ticket=ticket, kind=kind, subject=subject, created_by=maker
            )
        if thread.ticket_id != self.pk or thread.kind != kind:
            raise Refusal(_("This thread does not belong here."), field="thread")
        return thread

    def _put_on_record(
        self,
        kind: str,
        message: Message,
        by: User,
        uploads: Sequence[Upload],
        changes: dict[str, Any] | None = None,
    ) -> TicketEvent:
        """Take over the files of a message and make its event."""
        Attachment.take_over(uploads, ticket=self, by=by, message=message)
        return self.record(kind, by=by, message=message, changes=changes)

    def _mine(self, **wanted: Any) -> Callable[[Any], bool]:
        """Return a function that says whether an earlier row came from this ticket and this form.

        `wanted` are the values that the form sets. A note is compared by its original text:
        otherwise its author could learn that an admin edited it where they may not see it.
        """

        def is_mine(row: Note | Message) -> bool:
            ticket_id = row.ticket_id if isinstance(row, Note) else row.thread.ticket_id
            made = {name: getattr(row, name) for name in wanted}
            if isinstance(row, Note):
                made["body"] = first_text(row.revisions, "body", row.body)
            return ticket_id == self.pk and made == wanted

        return is_mine


def said(
    thread: Thread,
    kind: str,
    body: str,
    nonce: UUID | None,
    *,
    direction: str = Message.Direction.OUT,
    html: str | None = None,
    **fields: Any,
) -> Message:
    """Make and return one message; `html` is given where the text is no Markdown."""
    message = Message(
        thread=thread, kind=kind, body=body, nonce=nonce, direction=direction, **fields
    )
    if html is None:
        message.render()
    else:
        message.html = html
    message.save(force_insert=True)
    return message


def first_words(body: str, longest: int = 60) -> str:
    """Return the beginning of a text as a title, cut at a word."""
    line = one_line(body) or "…"
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0] + "…"


def new_message_id(ticket: Ticket, thread: Thread) -> str:
    """Return a Message-ID that no other email has (RFC 5322, 3.6.4); it is stored and kept."""
    return f"<t{ticket.pk}.h{thread.pk}.{uuid4().hex}@{settings.MAIL_DOMAIN}>"
