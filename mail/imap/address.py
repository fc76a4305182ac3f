"""The address of a mailbox: server, folder, user and password or token.

    imaps://support%40acme.example:password@imap.acme.example/INBOX
    imaps://user@host:993/Support?done=Filed&token_file=/run/token

`imaps` is TLS from the first byte, `imap+tls` begins without it and requires STARTTLS, `imap`
alone is allowed for this machine only. User, password, folder and options are percent-encoded.
"""

from dataclasses import dataclass, field, fields
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings

from mail.imap.tokens import TokenSource

PORTS = {"imaps": 993, "imap+tls": 143, "imap": 143}
TOKEN_OPTIONS = [part.name for part in fields(TokenSource)]


class BadAddress(ValueError):
    """An invalid address of a mailbox; says why, and never contains what may be a password."""


@dataclass(frozen=True)
class MailboxAddress:
    """A folder on a server, and how to sign in: with `password` or, without one, with `token`.

    Emails that were fetched are moved to the folder `done`, if it is set.
    """

    scheme: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str
    done: str = ""
    token: TokenSource | None = field(default=None, repr=False)

    @property
    def public(self):
        """The address without any secret, for people to see."""
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{self.user}@{self.host}{port}/{self.folder}"[:255]


def mailboxes():
    """Return the addresses in MAILBOX_URL, separated by blanks. Raises `BadAddress`."""
    return [read_mailbox_url(url) for url in settings.MAILBOX_URL.split()]


def read_mailbox_url(url):
    """Return the `MailboxAddress` of a URL. Raises `BadAddress`."""
    try:
        parts = urlsplit(url)
        port, user, password = parts.port, parts.username, parts.password
    except ValueError:
        raise BadAddress("is no address; percent-encode what is no letter or digit") from None
    _refuse(parts)
    done, token = _options(parts.query)
    if not password and not token:
        raise BadAddress("has neither a password nor a token")
    return MailboxAddress(
        scheme=parts.scheme,
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=_decoded(user),
        password=_decoded(password or ""),
        folder=_decoded(parts.path.strip("/")) or "INBOX",
        done=done,
        token=token,
    )


def _refuse(parts):
    """Raise `BadAddress` if a split URL names no server, or an unsafe connection."""
    if parts.scheme not in PORTS:
        raise BadAddress("begins with imaps://, imap+tls:// or imap://")
    if not parts.hostname or not parts.username:
        raise BadAddress("names a user and a server: imaps://user:password@server/INBOX")
    if parts.scheme == "imap" and not _is_here(parts.hostname):
        raise BadAddress("would send a password in the clear: use imaps:// or imap+tls://")
    if parts.fragment:
        raise BadAddress("holds a #; write %23 instead")


def _options(query):
    """Return the folder for fetched emails, and the `TokenSource` or None."""
    options = dict(parse_qsl(query, keep_blank_values=True))
    done = options.pop("done", "")
    if unknown := set(options) - set(TOKEN_OPTIONS):
        raise BadAddress(f"has an option that we do not know: {min(unknown)[:40]}")
    if any(ord(char) < 32 for char in done):
        raise BadAddress("holds a control character")
    if not options:
        return done, None
    try:
        return done, TokenSource(**options)
    except ValueError as mistake:
        raise BadAddress(str(mistake)) from None


def _decoded(text):
    """Return a percent-decoded part. A line break in it could start another IMAP command."""
    decoded = unquote(text)
    if any(ord(char) < 32 for char in decoded):
        raise BadAddress("holds a control character")
    return decoded


def _is_here(host):
    """Tell whether this is a name of our own machine: the password then crosses no network."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
