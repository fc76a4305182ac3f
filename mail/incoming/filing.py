"""How a stored email becomes a message of a ticket, with its files and recipients."""

from contextlib import contextmanager
from time import monotonic

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.refusals import Refusal
from core.text import one_line, storable
from mail.html.plain import render_plain
from mail.incoming.deciding import decide, locked, what_became_of
from mail.incoming.placing import customer_of, takes_part
from mail.models import IncomingEmail
from mail.reader import parse
from tickets.models import (
    Attachment,
    Message,
    Recipient,
    Thread,
)
from tickets.models.refusals import Conflict
from tickets.properties.texts import BODY_MAX

State = IncomingEmail.State
MOST_FILES, MOST_RECIPIENTS = 200, 50
PATIENCE = 10
"""For how many seconds thumbnails are made: 200 images of 50 megapixels would take minutes."""


def parse_stored(email):
    """Return the `ParsedEmail` of a stored email. Raises OSError if its bytes are missing."""
    with email.raw.open("rb") as file:
        return parse(file.read())


def file_email(
    email, *, ticket, by, thread=None, reason=IncomingEmail.Reason.BY_HAND, parsed=None, files=None
):
    """Make a message of an IncomingEmail on `ticket`; return it.

    Without a `thread`, it goes into one in which its sender takes part, else into a new one
    with its own subject. `by` is who filed it, None if that was automatic. `parsed` is its
    `ParsedEmail`, if there is one already, `files` the result of `stored_files`, needed inside of
    an open transaction. Raises `Unseen`, and `Refusal` for an email that was filed by somebody else
    meanwhile, or whose bytes are missing.
    """
    refuse_absent(email)
    parsed = parsed or parse_stored(email)
    with stored_files(parsed, files) as files, transaction.atomic():
        row = undecided(email)
        body = body_of(parsed)
        message = ticket.receive_mail(
            body,
            html=render_plain(body),
            by=by,
            sender=customer_of(parsed.from_email)
            or (parsed.from_email or parsed.from_name or "?")[:320],
            thread=thread or _own_thread(ticket, parsed),
            subject=one_line(parsed.subject) or ticket.subject,
            files=files,
            recipients=recipients_of(parsed),
            auto=parsed.auto,
            message_id=_free_id(parsed),
        )
        placed = {"reason": reason, "message": message, "ticket": message.thread.ticket}
        decide(row, State.FILED, by=by, **placed)
    email.refresh_from_db()
    return message


def refuse_absent(email):
    """Raise `Refusal` for an email whose bytes are not stored."""
    if not email.raw:
        raise Refusal(_("This email was not taken in; there is nothing to file."))


def undecided(email):
    """Return the email's row, locked. Raises `Conflict` if it is a message or a bounce already."""
    row = locked(email)
    if row.state in (State.FILED, State.BOUNCE):
        raise Conflict(what_became_of(row), field="mail")
    return row


def body_of(parsed):
    """Return the text of an email for its message: never empty, and of limited length."""
    text = storable(parsed.text).replace("\r\n", "\n").strip()
    if parsed.calendar and parsed.calendar not in text:
        text = f"{parsed.calendar}\n\n{text}".strip()
    n, notes = len(parsed.attachments), []
    if not text:
        text = ngettext("(no text, %d file)", "(no text, %d files)", n) % n if n else _("(no text)")
    if n > MOST_FILES:
        notes.append(_("[%d more files are in the original.]") % (n - MOST_FILES))
    if len(text) > BODY_MAX - 500:
        text, cut = (
            text[: BODY_MAX - 500],
            _("[Cut here: the email is longer. Its original is kept.]"),
        )
        notes.insert(0, cut)
    return "\n\n".join([text, *notes])


def recipients_of(parsed):
    """Return unsaved Recipients of an email: each address once, and not too many."""
    rows = {}
    for kind, people in ((Recipient.Kind.TO, parsed.to), (Recipient.Kind.CC, parsed.cc)):
        for name, address in people:
            if address and len(address) <= 320 and address not in rows:
                rows[address] = Recipient(kind=kind, name=name[:200], address=address)
            if len(rows) == MOST_RECIPIENTS:
                return list(rows.values())
    return list(rows.values())


@contextmanager
def stored_files(parsed, stored=None):
    """Store the files of an email and yield unsaved Attachments; delete those not saved at the end.

    This also makes the thumbnails, which takes time. It is done before a transaction begins,
    because on SQLite nobody else could write meanwhile. Files that are `stored` already are
    passed on.
    """
    if stored is not None:
        yield stored
        return
    made, until, went_well = [], monotonic() + PATIENCE, False
    try:
        for file in parsed.attachments[:MOST_FILES]:
            known = {"content_id": file.content_id, "in_haste": monotonic() > until}
            made.append(Attachment.of_mail(file.name, file.data, **known))
        yield made
        went_well = True
    finally:
        for attachment in made:
            if not went_well or attachment.pk is None:
                attachment.discard_files()


def _own_thread(ticket, parsed):
    """Return the latest thread of a ticket in which the sender takes part, or None."""
    customer = customer_of(parsed.from_email)
    threads = ticket.threads.filter(kind=Thread.Kind.OUTSIDE).select_related("ticket__customer")
    return next(
        (
            one
            for one in threads.order_by("-id")[:20]
            if takes_part(parsed.from_email, customer, one)
        ),
        None,
    )


def _free_id(parsed):
    """Return the email's Message-ID for its message; None if it has none or another has it."""
    own = f"<{parsed.message_id}>"
    if not 2 < len(own) < 256 or Message.objects.filter(message_id=own).exists():
        return None
    return own
