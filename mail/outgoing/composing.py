"""Makes the outgoing email of a message: always the same, however often it is sent."""

import re
from email.message import EmailMessage
from email.utils import format_datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mail import signing
from mail.outgoing.flowing import flowed, quote_lines
from mail.outgoing.headers import POLICY, header_address, header_text
from mail.outgoing.history import history
from tickets.models import Message

MOST_REFERENCES = 20
THREAD = "X-Helpdesk-Thread"
"""Our own header: which thread of which helpdesk. It is for people; no code reads it."""

AN_ID = re.compile(r"<[!-;=?-~]{3,250}>")
ANSWERS = re.compile(r"\s*(re|aw|sv|antw)\s*(\[\d+\])?\s*:", re.IGNORECASE)


class Unsendable(Exception):
    """The email cannot be made, and a retry would not help; the text says why."""


def compose(message):
    """Return the `EmailMessage` of an outgoing message. Raises `Unsendable`.

    Its recipients, id, date and signature were stored when it was written.
    """
    email = EmailMessage(policy=POLICY)
    try:
        _write_people(email, message)
    except ValueError as error:
        raise Unsendable(_("An address cannot be written to: %s") % error) from error
    _write_references(email, message)
    _write_text(email, message)
    _add_files(email, message)
    return email


def _write_people(email, message):
    """Set the headers for sender and recipients."""
    name = _("%(who)s at %(helpdesk)s")
    name %= {"who": message.author, "helpdesk": settings.HELPDESK_NAME}
    email["From"] = header_address(name, settings.SUPPORT_ADDRESS)
    email["Reply-To"] = header_address("", signing.reply_address(message.thread))
    for kind, header in (("TO", "To"), ("CC", "Cc")):
        people = [one for one in message.recipients.all() if one.kind == kind]
        if people:
            email[header] = [header_address(one.name, one.address) for one in people]


def _write_references(email, message):
    """Set the subject, and the headers that say which emails it answers."""
    ids = references(message)
    email["Subject"] = subject_of(message, is_answer=bool(ids))
    email["Date"] = format_datetime(message.created_at)
    email["Message-ID"] = message.message_id
    if ids:
        email["In-Reply-To"] = ids[-1]
        email["References"] = " ".join(ids)
    email[THREAD] = f"h{message.thread_id}@{settings.MAIL_DOMAIN}"


def references(message):
    """Return the ids of the emails before `message` in its thread, oldest first, and not too many.

    The first id is always among them, so that mail programs find the beginning of the thread.
    """
    emails = Message.objects.filter(thread=message.thread_id, kind="EMAIL", pk__lt=message.pk)
    rows = emails.exclude(delivery="WITHDRAWN").exclude(message_id=None).order_by("pk")
    ids = [one for one in rows.values_list("message_id", flat=True) if AN_ID.fullmatch(one)]
    return ids if len(ids) <= MOST_REFERENCES else [ids[0], *ids[1 - MOST_REFERENCES :]]


def subject_of(message, *, is_answer):
    """Return the subject: the thread's, with the number of the ticket."""
    subject, number = header_text(message.thread.subject), f"[#{message.thread.ticket_id}]"
    if is_answer and not ANSWERS.match(subject):
        subject = f"Re: {subject}"
    return subject if number in subject else f"{subject} {number}"


def _write_text(email, message):
    """Set the text, plain and as HTML, with the signature and the quoted earlier emails."""
    quotes = [(_on(quote), quote.text) for quote in history(message)]
    signature = message.dispatch.signature
    parts = [flowed(message.body), *([f"-- \n{signature}"] if signature else [])]
    parts += [f"{flowed(line)}\n{quote_lines(text)}" for line, text in quotes]
    email.set_content(
        "\n\n".join(parts) + "\n", cte="quoted-printable", params={"format": "flowed"}
    )
    context = {"message": message, "signature": signature, "quotes": quotes}
    html = render_to_string("mail/emails/_message.html", context)
    email.add_alternative(html, subtype="html", cte="quoted-printable")


def _on(quote):
    """Return the line above a quotation."""
    when = timezone.localtime(quote.when, timezone.get_default_timezone())
    words = {"when": date_format(when, "j F Y, H:i e"), "who": header_text(quote.who)}
    return _("On %(when)s, %(who)s wrote:") % words


def _add_files(email, message):
    """Add the files of this message, and no others. Raises `Unsendable` for a missing one."""
    room = settings.MAIL_FILES_MAX_BYTES
    for file in message.attachments.order_by("pk"):
        room -= file.size
        if room < 0:
            raise Unsendable(_("The files are larger than an email can carry."))
        try:
            with file.file.open("rb") as stored:
                data = stored.read()
        except FileNotFoundError as error:
            raise Unsendable(_("The file “%s” is missing.") % file.name) from error
        maintype, _slash, subtype = _type(file).partition("/")
        email.add_attachment(
            data, maintype=maintype, subtype=subtype, filename=header_text(file.name)
        )


def _type(file):
    """Return the content type of a file in an email; text and emails are sent as plain bytes."""
    known = re.fullmatch(r"(application|audio|image|video)/[\w.+-]+", file.content_type, re.ASCII)
    return file.content_type if known else "application/octet-stream"
