"""How a stored mail becomes a message of a ticket, with its files and the people it went to."""

from contextlib import contextmanager
from time import monotonic

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import clock
from accounts.text import one_line, storable
from tickets.errors import Refusal
from tickets.mail.parsing import parse
from tickets.mail.placing import customer_of, takes_part
from tickets.models import Attachment, IncomingMail, Message, Recipient, Thread
from tickets.models.text import BODY_MAX

State = IncomingMail.State
MOST_FILES, MOST_RECIPIENTS = 200, 50
PATIENCE = 10
"""So many seconds a mail's pictures are made small; two hundred of 50 megapixels take minutes."""


def parsed(mail):
    """Return what a stored mail says, read anew from its bytes. Raises OSError if they are gone."""
    with mail.raw.open("rb") as file:
        return parse(file.read())


def file_mail(mail, *, ticket, by, thread=None, reason=IncomingMail.Reason.BY_HAND, read=None):
    """Make a message of an IncomingMail on `ticket`; return it.

    Without a `thread`, it goes into one in which its sender takes part, else begins a new one
    under its own subject. `by` is who filed it, None where it was placed by itself. `read` is
    what it says, if it was parsed before. Raises `Unseen`, and `Refusal` for a mail that was filed
    by somebody else meanwhile, or that was left on the server.
    """
    refuse_absent(mail)
    says = read or parsed(mail)
    with _stored_files(says) as files, transaction.atomic():
        row = undecided(mail)
        message = ticket.receive_mail(
            body_of(says),
            by=by,
            sender=customer_of(says.from_email) or (says.from_email or says.from_name or "?")[:320],
            thread=thread or _own_thread(ticket, says),
            subject=one_line(says.subject) or ticket.subject,
            files=files,
            recipients=recipients_of(says),
            auto=says.auto,
            message_id=_free_id(says),
        )
        _mark_filed(row, message, by=by, reason=reason)
    mail.refresh_from_db()
    return message


def refuse_absent(mail):
    """Raise `Refusal` for a mail whose words are not here."""
    if not mail.raw:
        raise Refusal(_("This mail was left on the mail server; there is nothing to file."))


def undecided(mail):
    """Return the mail's row, locked. Raises `Refusal` if it is a message, or a bounce, already."""
    row = IncomingMail.objects.select_for_update(of=("self",), no_key=True).get(pk=mail.pk)
    if row.state in (State.FILED, State.BOUNCE):
        words = _("This mail is on ticket #%(n)s already, by %(who)s.")
        who = row.decided_by or _("itself")
        raise Refusal(words % {"n": row.ticket_id, "who": who})
    return row


def body_of(says):
    """Return the text of a mail as a message keeps it: never empty, and cut where it is endless."""
    text = storable(says.text).replace("\r\n", "\n").strip()
    if says.calendar and says.calendar not in text:
        text = f"{says.calendar}\n\n{text}".strip()
    n, notes = len(says.attachments), []
    if not text:
        text = ngettext("(no text, %d file)", "(no text, %d files)", n) % n if n else _("(no text)")
    if n > MOST_FILES:
        notes.append(_("[%d more files are in the original.]") % (n - MOST_FILES))
    if len(text) > BODY_MAX - 500:
        text, cut = (
            text[: BODY_MAX - 500],
            _("[Cut here: the mail is longer. Its original is kept.]"),
        )
        notes.insert(0, cut)
    return "\n\n".join([text, *notes])


def recipients_of(says):
    """Return unsaved Recipients of those a mail went to, each address once, bounded."""
    rows = {}
    for kind, people in ((Recipient.Kind.TO, says.to), (Recipient.Kind.CC, says.cc)):
        for name, address in people:
            if address and len(address) <= 320 and address not in rows:
                rows[address] = Recipient(kind=kind, name=name[:200], address=address)
            if len(rows) == MOST_RECIPIENTS:
                return list(rows.values())
    return list(rows.values())


@contextmanager
def _stored_files(says):
    """Store the files of a mail, give unsaved Attachments; without them if the block fails."""
    made, until = [], monotonic() + PATIENCE
    try:
        for file in says.attachments[:MOST_FILES]:
            known = {"content_id": file.content_id, "in_haste": monotonic() > until}
            made.append(Attachment.of_mail(file.name, file.data, **known))
        yield made
    except BaseException:
        for attachment in made:
            attachment.discard_files()
        raise


def _own_thread(ticket, says):
    """Return the latest thread of a ticket in which the sender takes part, or None."""
    customer = customer_of(says.from_email)
    threads = ticket.threads.filter(kind=Thread.Kind.EXTERNAL).select_related("ticket__customer")
    return next(
        (one for one in threads.order_by("-id")[:20] if takes_part(says.from_email, customer, one)),
        None,
    )


def _free_id(says):
    """Return the mail's Message-ID for its message, or None: it has none, or somebody has it."""
    own = f"<{says.message_id}>"
    if not 2 < len(own) < 256 or Message.objects.filter(message_id=own).exists():
        return None
    return own


def _mark_filed(row, message, *, by, reason):
    """Note what a mail became."""
    row.state, row.reason, row.message = State.FILED, reason, message
    row.ticket_id, row.decided_by, row.decided_at = message.thread.ticket_id, by, clock.now()
    row.save(update_fields=["state", "reason", "message", "ticket", "decided_by", "decided_at"])
