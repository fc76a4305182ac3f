"""Emails that are too large, or refused by the server: each gets a row in the inbox instead."""

import logging

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from mail import servers
from mail.imap.connecting import FAILURES
from mail.incoming import receiving
from mail.reader import parse

log = logging.getLogger(__name__)

HEAD, HEAD_KEY = "BODY.PEEK[HEADER]<0.65536>", b"BODY[HEADER]<0>"
MOST_REFUSALS = 5


def download(folder, uid):
    """Return the bytes of an email, or None if the server does not send them.

    It may have been deleted just now. If the server refuses it or ends the connection, that is
    counted. Raises one of `FAILURES` if the connection is lost.
    """
    try:
        answer = folder.client.fetch([uid], ["BODY.PEEK[]"])
    except FAILURES as refusal:
        _count_refusal(folder, uid, refusal)
        servers.note_failure(folder.address.public, servers.error_line(refusal))
        return None
    folder.refused.pop(uid, None)
    return answer.get(uid, {}).get(b"BODY[]")


def is_given_up(folder, uid):
    """Tell whether an email was refused so often that the others should not wait any longer."""
    return folder.refused.get(uid, 0) >= MOST_REFUSALS


def note_left(folder, uid, size, words=""):
    """Put a row into the inbox for an email that stays on its server, with its main headers."""
    parsed = parse(_head(folder, uid))
    receiving.note_oversize(
        key=f"{folder.address.public} {folder.validity} {uid}",
        size=size,
        mailbox=folder.address.public,
        subject=parsed.subject,
        sender=parsed.from_email,
        sender_name=parsed.from_name,
        snippet=words,
    )
    folder.refused.pop(uid, None)


def _head(folder, uid):
    """Return the header lines of an email, as far as the server sends them."""
    if is_given_up(folder, uid):
        return b""
    try:
        return folder.client.fetch([uid], [HEAD]).get(uid, {}).get(HEAD_KEY) or b""
    except FAILURES as refusal:
        _count_refusal(folder, uid, refusal)
        return b""


def _count_refusal(folder, uid, refusal):
    """Count that an email was refused; raise the refusal again if the connection is lost."""
    folder.refused[uid] = folder.refused.get(uid, 0) + 1
    log.warning("%s keeps email %s: %s", folder.address.public, uid, refusal)
    if isinstance(refusal, IMAPClientAbortError) or not isinstance(refusal, IMAPClientError):
        raise refusal
