"""How an incoming email becomes a message of a ticket."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock, plain_text
from core.refusals import Refusal
from core.text import one_line
from customers.models import Customer
from tickets.models.attachment import Attachment
from tickets.models.conversation import said
from tickets.models.text import clean_words
from tickets.models.thread import SUBJECT_MAX, Message, Recipient, Thread

if TYPE_CHECKING:
    from tickets.models.ticket import Ticket

AUTO_REPLY = "auto-reply"


class Receiving:
    """The part of `Ticket` that files incoming emails."""

    # What the model and its other parts have, or Django puts there.
    subject: Any
    threads: Any
    is_closed: Any
    closed_at: Any
    waiting_since: Any
    locked: Callable[[], Ticket]
    _thread: Callable[..., Thread]

    @transaction.atomic
    def receive_mail(
        self, body: str, *, by: User | None, sender: Customer | str, html: str | None = None,
        thread: Thread | None = None, subject: str = "", files: Sequence[Attachment] = (),
        recipients: Sequence[Recipient] = (), **columns: Any,
    ) -> Message:  # fmt: skip
        """File an incoming email in its thread or the latest conversation; return the Message.

        `html` is the text as it is shown, with quoted text folded; without it, the plain text.
        `sender` is a Customer or a bare address; `by` is the person who filed it, or None if it was
        filed automatically. With a `subject` and no `thread`, a new thread is made. `files` are
        unsaved Attachments, `recipients` unsaved Recipients, `columns` the message's `auto` and
        `message_id`. After an automatic reply the customer does not wait. Emails are filed to a
        closed ticket too: it stays closed and is flagged.
        Raises `Unseen`, and `Refusal` if there is no thread and no person to make one.
        """
        ticket, body = self.locked(), clean_words(body)
        if by is not None:
            ticket.refuse_unseen(by)
        author = {"author_address" if isinstance(sender, str) else "author_customer": sender}
        message = said(
            ticket._thread_of_mail(thread, by, one_line(subject)[:SUBJECT_MAX]),
            Message.Kind.EMAIL, body, None,
            direction=Message.Direction.IN, html=html or plain_text.as_html(body),
            **author, **columns,
        )  # fmt: skip
        ticket._keep_with(message, files, recipients)
        ticket.record("email_received", by=by, message=message)
        ticket.touch(**({} if message.auto == AUTO_REPLY else ticket._waits_now()))
        return message

    def _thread_of_mail(self, thread: Thread | None, by: User | None, subject: str) -> Thread:
        """Return the thread an email goes into; a new one only where a person files it."""
        if thread is None and not subject:
            thread = self.threads.filter(kind=Thread.Kind.OUTSIDE).order_by("-id").first()
        if thread is None and by is None:
            raise Refusal(_("This email belongs to no conversation; somebody must file it."))
        return self._thread(thread, Thread.Kind.OUTSIDE, by, subject or self.subject)

    def _keep_with(
        self, message: Message, files: Sequence[Attachment], recipients: Sequence[Recipient]
    ) -> None:
        """Save the files and the recipients of a message."""
        for file in files:
            file.ticket, file.message = cast("Ticket", self), message
            file.save(force_insert=True)
        for recipient in recipients:
            recipient.message = message
        Recipient.objects.bulk_create(recipients)

    def _waits_now(self) -> dict[str, datetime]:
        """Return the columns that say since when the customer waits, who just wrote.

        What they wrote before the ticket was closed does not count any more.
        """
        settled = self.is_closed and self.waiting_since and self.waiting_since <= self.closed_at
        anew = settled or self.waiting_since is None
        return {"waiting_since": clock.now() if anew else self.waiting_since}
