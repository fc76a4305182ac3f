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
    """Store the bytes of an email unless they are stored; return (its row, whether it is new).

    When this returns, they are on disk and committed. Raises what storage and database raise.
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
    """Write the bytes of an email so that they survive a power cut; return their name."""
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

    A connection that ended at COMMIT may have committed. Where that cannot be asked, the file
    stays: a file too many is better than a lost email.
    """
    with suppress(OSError, DatabaseProblem):
        if not IncomingEmail.objects.filter(raw=name).exists():
            default_storage.delete(name)


def key_of_email(raw):
    """Return the same key for the same email, whatever servers wrote above it on the way.

    The Message-ID and the Date, or what else tells emails apart, with everything below the headers:
    another email under an id that we know must not vanish, and some programs write "Please call me"
    under one id for ever. This works without the parser, which may fail.
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
    """Say in the inbox that an email was not taken in because of its size; return the row.

    `key` names it there (mailbox, UIDVALIDITY and UID, say), so that it is said once. `snippet`
    is what else there is to say.
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
