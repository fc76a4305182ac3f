"""`manage.py receive_mail < message`: the command that a mail server pipes emails to.

Ends with 0 when the email is stored, whether or not it can be read. Ends with 75 (EX_TEMPFAIL)
when it could not be stored: the mail server keeps it and tries again. With an email larger than
MAIL_MAX_BYTES it ends with 69 (EX_UNAVAILABLE), and the mail server tells the sender: with 0 the
email would be lost silently, and 77 would tell the sender that they have no permission.
"""

import hashlib
import logging
import os
import sys

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from mail.incoming import receiving
from mail.models import IncomingEmail
from mail.reader import parse

log = logging.getLogger(__name__)

TOO_LARGE, TRY_LATER = os.EX_UNAVAILABLE, os.EX_TEMPFAIL
HEAD, PIECE = 64 * 1024, 1024 * 1024
SOURCE = IncomingEmail.Source.PIPE


class Command(BaseCommand):
    """Takes one email from standard input."""

    help = "Stores the email on standard input and files it; for the pipe of a mail server."
    # A failing check is no reason to return a customer's email.
    requires_system_checks = []

    def handle(self, **options):
        """Store the email, and tell the mail server by the exit code."""
        sys.exit(self.take(sys.stdin.buffer))

    def take(self, source):
        """Take the email from a file of bytes; return the exit code."""
        try:
            raw = source.read(settings.MAIL_MAX_BYTES + 1)
            if len(raw) > settings.MAIL_MAX_BYTES:
                return self.refuse(raw, source)
            receiving.receive(raw, source=SOURCE)
        except Exception:
            log.exception("an email could not be stored; the mail server is asked to keep it")
            return TRY_LATER
        return os.EX_OK

    def refuse(self, beginning, source):
        """Put a row into the inbox for an email that is too large, and tell the mail server."""
        digest, size = hashlib.sha256(beginning), len(beginning)
        head = beginning[:HEAD]
        del beginning
        while piece := source.read(PIECE):  # to its end: a broken pipe would be a failure to it
            digest.update(piece)
            size += len(piece)
        parsed = parse(head.partition(b"\r\n\r\n" if b"\r\n\r\n" in head else b"\n\n")[0])
        receiving.note_oversize(
            key=digest.hexdigest(),
            size=size,
            source=SOURCE,
            subject=parsed.subject,
            sender=parsed.from_email,
            sender_name=parsed.from_name,
            snippet=_("The mail server told its sender."),
        )
        most = settings.MAIL_MAX_BYTES
        # postfix passes this line on, and reads its first word as the reason (RFC 3463).
        self.stderr.write(f"5.3.4 The email has {size} bytes; this helpdesk takes {most}.")
        return TOO_LARGE
