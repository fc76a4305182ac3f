"""Sarah's ticket with an email in it, and emails as her mail program would write them."""

from email.message import EmailMessage

import pytest

from mail import signing
from mail.incoming.receiving import receive
from tests.factories import TicketFactory


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Stored emails go into a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def ticket(own_files, sarah, alex):
    """Sarah's ticket, which Alex holds."""
    ticket = TicketFactory(subject="Cannot access dashboard", customer=sarah, by=alex)
    ticket.take(by=alex)
    return ticket


@pytest.fixture
def written(ticket, alex):
    """Alex's email to Sarah."""
    return ticket.write_mail("Is it better now?", by=alex, to=["sarah.chen@acme.example"])


@pytest.fixture
def reply_address(written):
    """Where answers to Alex's email go."""
    return signing.reply_address(written.thread)


def a_mail(text="It works now!", *, files=(), **headers):
    """Return the raw bytes of an email from Sarah; a header given as None is left out."""
    mail = EmailMessage()
    defaults = {
        "From": "Sarah Chen <sarah.chen@acme.example>",
        "To": "support@helpdesk.localhost",
        "Subject": "Re: Cannot access dashboard",
        "Message-ID": "<one@acme.example>",
        "Date": "Mon, 23 Nov 2026 10:30:00 +0000",
    }
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in {**defaults, **given}.items():
        if value is not None:
            mail[name] = value
    mail.set_content(text)
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def arrive(raw=None, **headers):
    """Let an email come in by the pipe; return its row as it is then."""
    mail = receive(raw if raw is not None else a_mail(**headers), source="PIPE")
    mail.refresh_from_db()
    return mail
