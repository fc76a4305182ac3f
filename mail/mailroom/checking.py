"""Is a mail server there, and does it let us in? For whoever just typed its address."""

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from imapclient import SocketTimeout

from mail import servers
from mail.imap.address import BadAddress, mailboxes
from mail.imap.connecting import FAILURES, connect, hang_up

# Somebody waits for the page.
PATIENCE = 8


@dataclass(frozen=True)
class Finding:
    """What came of a test: whether it is `ok`, and why or why not in `words`."""

    ok: bool
    words: str


def check(address):
    """Test the server of this address, one of `servers.configured()`; return a `Finding`.

    Connects and signs in, and changes nothing. Takes a few seconds where nobody answers.
    """
    if address == servers.outgoing():
        return check_outgoing()
    try:
        found = [mailbox for mailbox in mailboxes() if mailbox.public == address]
    except BadAddress as mistake:
        return Finding(False, _("MAILBOX_URL cannot be read: it %s.") % mistake)
    if not found:
        return Finding(False, _("The settings do not name this mailbox any more."))
    return check_mailbox(found[0])


def check_mailbox(address):
    """Sign in at a `MailboxAddress` and look into its folder; return a `Finding`."""
    try:
        client = connect(address, SocketTimeout(connect=PATIENCE, read=PATIENCE))
        try:
            folder = client.select_folder(address.folder, readonly=True)
        finally:
            hang_up(client)
    except FAILURES as problem:
        return Finding(False, servers.error_line(problem))
    count = folder[b"EXISTS"]
    words = ngettext(
        "Signed in. %(folder)s holds %(count)d email.",
        "Signed in. %(folder)s holds %(count)d emails.",
        count,
    )
    return Finding(True, words % {"folder": address.folder, "count": count})


def check_outgoing():
    """Sign in where our email goes through, without sending any; return a `Finding`."""
    if not servers.outgoing():
        return _check_folder()
    connection = get_connection(timeout=PATIENCE)
    try:
        connection.open()
        code, _said = connection.connection.noop()
    except OSError as problem:  # smtplib's are such, too
        return Finding(False, servers.error_line(problem))
    finally:
        connection.close()
    return Finding(code == 250, _("Signed in. The server takes our emails."))


def _check_folder():
    """Test whether the folder for emails can be written."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", None) or settings.DATA_DIR)
    if folder.exists() and not os.access(folder, os.W_OK):
        return Finding(False, _("The folder for our emails cannot be written."))
    return Finding(
        True, _("No mail server is set: our emails are kept in a folder of this machine.")
    )
