"""Storing emails raw, before they are parsed."""

import hashlib
import os
import re
import uuid
from contextlib import suppress
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import Error as DatabaseProblem
from django.db import IntegrityError, transaction

from core.text import one_line
from mail.incoming import placing
from mail.models import IncomingEmail

TELLING = re.compile(rb"^(message-id|from|date|subject):[ \t]*(.*)$", re.IGNORECASE | re.MULTILINE)
HEAD_MAX = 64 * 1024


def store_raw(raw, *, source, mailbox=""):
    """Store the bytes of an email unless that was done before; return (its row, whether it is new).

    When this returns, they are on disk and the row is committed. Raises what storage and database
    raise.
    """
    key = key_of_email(raw)
    known = IncomingEmail.objects.filter(key=key).first()
    if known:
        return known, False
    token = uuid.uuid4().hex
    name = f"mail/{token[:2]}/{token}.eml"
    columns = {"size": len(raw), "source": source, "mailbox": mailbox[:255]}
    try:
        name = _write_durably(name, raw)
        with transaction.atomic():
            return IncomingEmail.objects.create(key=key, raw=name, **columns), True
    except BaseException as error:
        _throw_away(name)
        known = isinstance(error, IntegrityError) and IncomingEmail.objects.filter(key=key).first()
        if not known:
            raise
        return known, False


def _write_durably(name, raw):
    """Write the bytes of an email and flush them to disk; return the file's name."""
    name = default_storage.save(name, ContentFile(raw))
    if isinstance(default_storage, FileSystemStorage):
        path = Path(default_storage.path(name))
        for place in (path, path.parent):
            descriptor = os.open(place, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
    return name


def _throw_away(name):
    """Delete a file that no row names.

    If the connection ended during COMMIT, the row may exist. If the database cannot be asked, the
    file stays: one file too many is better than a lost email.
    """
    with suppress(OSError, DatabaseProblem):
        if not IncomingEmail.objects.filter(raw=name).exists():
            default_storage.delete(name)


def key_of_email(raw):
    """Return a key that is the same for the same email, whatever headers servers added on the way.

    It is made of the Message-ID and the Date, or other headers that differ between emails, and of
    the whole body: some programs use one Message-ID for many emails, and none of these may be lost.
    This does not use the parser, which may fail.
    """
    text = raw.replace(b"\r\n", b"\n").lstrip(b"\n")
    head, _gap, body = text.partition(b"\n\n")
    lines = {name.lower(): value.strip() for name, value in TELLING.findall(head[:HEAD_MAX])}
    known = [b"message-id", b"date"] if lines.get(b"message-id") else sorted(lines)
    own = b"\n".join(lines.get(name, b"") for name in known)
    digest = hashlib.sha256(body.rstrip(b"\n"))
    digest.update(b"\x00" + own)
    return digest.hexdigest()


def note_oversize(
    *, key, size, mailbox="", source=IncomingEmail.Source.IMAP, subject="", sender="",
    sender_name="", snippet="",
):  # fmt: skip
    """Put a row into the inbox for an email that was too large to be received; return the row.

    `key` identifies it (by mailbox, UIDVALIDITY and UID, say), so that it gets only one row.
    `snippet` is further information.
    """
    columns = {
        "size": size,
        "source": source,
        "snippet": one_line(snippet)[:300],
        "mailbox": mailbox[:255],
        "state": IncomingEmail.State.WAITING,
        "reason": IncomingEmail.Reason.TOO_LARGE,
        "subject": one_line(subject)[:500],
        "from_name": one_line(sender_name)[:200],
        "from_address": one_line(sender)[:320],
        "customer": placing.customer_of(sender[:320]),
    }
    digest = hashlib.sha256(f"not taken in: {key}".encode()).hexdigest()
    row, _new = IncomingEmail.objects.get_or_create(key=digest, defaults=columns)
    return row
