"""The servers that emails are fetched from and sent through, and whether they work: `Mailbox`.

A server is identified by its address without any secret. Only the mailroom writes these rows.
"""

from django.conf import settings

from core import clock
from core.text import one_line
from mail.imap.address import mailboxes
from mail.models import Mailbox

SMTP = "django.core.mail.backends.smtp.EmailBackend"
# The row of the mailroom itself says when it last looked for due dispatches.
MAILROOM = "mailroom"


def outgoing():
    """Return the address of the server that our emails are sent through, or "" if there is none."""
    if settings.EMAIL_BACKEND != SMTP:
        return ""
    secure = "+ssl" if settings.EMAIL_USE_SSL else "+tls" if settings.EMAIL_USE_TLS else ""
    user = f"{settings.EMAIL_HOST_USER}@" if settings.EMAIL_HOST_USER else ""
    return f"smtp{secure}://{user}{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"[:255]


def configured():
    """Return the addresses of all servers that the settings name. Raises `BadAddress`."""
    return [*filter(None, [outgoing()]), *(mailbox.public for mailbox in mailboxes())]


def note_ok(address):
    """Record that this server worked just now. Without an address nothing is recorded."""
    if address:
        wanted = {"ok_at": clock.now(), "error": ""}
        Mailbox.objects.update_or_create(address=address, defaults=wanted)


def note_failure(address, words):
    """Record what went wrong with this server just now, in the server's words or ours."""
    if address:
        wanted = {"failed_at": clock.now(), "error": one_line(str(words))[:500]}
        Mailbox.objects.update_or_create(address=address, defaults=wanted)


def error_line(problem):
    """Return an exception in words: what a server said, else the kind of problem."""
    said = getattr(problem, "smtp_error", None) or str(problem)
    if isinstance(said, bytes):
        said = said.decode("utf-8", "replace")
    return one_line(said)[:500] or type(problem).__name__
