"""Signed addresses: an email to one proves that its sender has received an email of ours.

`support+t12.h34.kabcdefghijklmnop@example.com` names ticket 12 and thread 34; the envelope sender
`support+b56.k…@` names message 56, so that a bounce tells which message it is about. Everything is
lower case, because some servers change addresses to lower case.
"""

import base64
import re
from typing import NamedTuple

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SIGNED = re.compile(
    r"[^@\s]*\+(?P<name>t(?P<ticket>\d{1,18})\.h(?P<thread>\d{1,18})|b(?P<message>\d{1,18}))"
    r"\.k(?P<signature>[a-z2-7]{16})@[^@\s]+",
    re.ASCII,
)
SALT = "mail.signing"


class SignedName(NamedTuple):
    """What an address names, and whether its signature is valid; one of the two ids is None."""

    thread: int | None
    message: int | None
    valid: bool


def reply_address(thread):
    """Return the address for answers in this thread."""
    return _signed_address(f"t{thread.ticket_id}.h{thread.pk}")


def bounce_address(message):
    """Return the envelope sender of this message, to which bounces are sent (RFC 5321)."""
    return _signed_address(f"b{message.pk}")


def read_signed_address(address):
    """Return what an address names, or None for one without a signature of this form.

    Signatures made with a key in SECRET_KEY_FALLBACKS, or with an older SUPPORT_ADDRESS, are valid
    too: people answer old emails.
    """
    match = SIGNED.fullmatch(address.strip().lower()[:320])
    if match is None:
        return None
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    signed = [_signature(match["name"], key) for key in keys]
    valid = any(constant_time_compare(match["signature"], ours) for ours in signed)
    thread, message = match["thread"], match["message"]
    return SignedName(thread and int(thread), message and int(message), valid)


def _signed_address(name):
    """Return our address with a signed name in it."""
    local, _at, domain = settings.SUPPORT_ADDRESS.lower().rpartition("@")
    return f"{local}+{name}.k{_signature(name, settings.SECRET_KEY)}@{domain}"


def _signature(name, key):
    """Return 80 bits of a keyed hash, in lower-case letters and digits."""
    digest = salted_hmac(SALT, name, secret=key, algorithm="sha256").digest()
    return base64.b32encode(digest[:10]).decode().lower()
