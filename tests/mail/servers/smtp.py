"""An SMTP server of our own that keeps what it takes."""

import email
import email.policy
from contextlib import contextmanager
from dataclasses import dataclass

from aiosmtpd.controller import Controller

from tests.production.ports import free_port


@dataclass(frozen=True)
class Taken:
    """One email as it came over the wire: the envelope, and its bytes."""

    sender: str
    recipients: tuple
    raw: bytes

    @property
    def mail(self):
        """The email, parsed by the standard library: not by us."""
        return email.message_from_bytes(self.raw, policy=email.policy.default)

    @property
    def message_id(self):
        """The one header that tells emails apart."""
        return self.mail["Message-ID"]


class PostOffice:
    """The server; `answer` is what it says to each email, None for a 250."""

    def __init__(self):
        self.taken, self.answer, self.port, self.controller = [], None, free_port(), None

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        """Keep an email, then say so."""
        if self.answer:
            return self.answer
        sender, to = envelope.mail_from, tuple(envelope.rcpt_tos)
        self.taken.append(Taken(sender, to, envelope.original_content))
        return "250 OK"

    @property
    def url(self):
        """The server as EMAIL_URL has it."""
        return f"smtp://127.0.0.1:{self.port}"

    def use(self, settings):
        """Let Django send through it."""
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", self.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""

    def start(self):
        """Open its door; it answers when this returns."""
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self):
        """Close its door; what it has stays."""
        self.controller.stop()


@contextmanager
def post_office():
    """Yield a `PostOffice` that is open; it is closed afterwards."""
    office = PostOffice()
    office.start()
    try:
        yield office
    finally:
        office.stop()
