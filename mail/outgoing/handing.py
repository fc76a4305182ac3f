"""The object for Django's mail connection: our own email with its envelope."""

from django.core.mail import EmailMessage

from mail import signing
from mail.outgoing.headers import in_ascii


class EnvelopedEmail(EmailMessage):
    """A finished email in its envelope.

    `mail` is the result of `compose`; `to` are the addresses that have not got it yet, perhaps
    fewer than in its headers. Bounces of this message go to the envelope sender.
    """

    def __init__(self, email, message, to):
        self.by_envelope = {in_ascii(address): address for address in to}
        sender = signing.bounce_address(message)
        super().__init__(from_email=sender, to=list(to))
        self.email = email

    def message(self, **options):
        """Return the email as it was composed."""
        return self.email

    def recipients(self):
        """Return the addresses of the envelope."""
        return list(self.by_envelope)

    def as_bytes(self):
        """Return the bytes that are sent."""
        return self.email.as_bytes()

    def answers_by_address(self, refused):
        """Return smtplib's answers, `{envelope: (code, bytes)}`, by the address as we keep it."""
        return {
            self.by_envelope[to]: (code, f"{code} {_text(words)}")
            for to, (code, words) in refused.items()
            if to in self.by_envelope
        }


def _text(words):
    """Return a server's words as one line."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return " ".join(text.split())
