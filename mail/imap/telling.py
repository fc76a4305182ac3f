"""Emails that are not taken in: too large, or not handed over. They are told of in the inbox."""

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
    """Return the bytes of an email, or None where the server has none to give.

    It may have been deleted this moment. Where the server refuses, or ends the connection, that is
    counted. Raises one of `FAILURES` where the connection is gone.
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
    """Tell whether an email was refused so often that the others must not wait for it longer."""
    return folder.refused.get(uid, 0) >= MOST_REFUSALS


def note_left(folder, uid, size, words=""):
    """Say in the inbox that this email was left on its server, and what its head tells."""
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
    """Return the header lines of an email, as far as the server hands over those."""
    if is_given_up(folder, uid):
        return b""
    try:
        return folder.client.fetch([uid], [HEAD]).get(uid, {}).get(HEAD_KEY) or b""
    except FAILURES as refusal:
        _count_refusal(folder, uid, refusal)
        return b""


def _count_refusal(folder, uid, refusal):
    """Count that an email was refused; raise the refusal again where the connection is gone."""
    folder.refused[uid] = folder.refused.get(uid, 0) + 1
    log.warning("%s keeps email %s: %s", folder.address.public, uid, refusal)
    if isinstance(refusal, IMAPClientAbortError) or not isinstance(refusal, IMAPClientError):
        raise refusal
