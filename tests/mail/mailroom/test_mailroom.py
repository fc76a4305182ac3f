"""What admins see of email: its health, the upload of an email, emails that cannot be read."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from mail.incoming import receiving
from mail.mailroom.checking import Finding
from mail.models import IncomingEmail, Mailbox, MailEvent
from tests.mail.conftest import a_mail, arrive

pytestmark = pytest.mark.django_db
MAILBOX = "imaps://support@mail.example/INBOX"


@pytest.fixture
def client(signed_in, lisa):
    """Lisa's browser."""
    return signed_in(lisa)


@pytest.fixture
def poison(monkeypatch):
    """An email that nobody can read as long as the parser fails."""

    def fail(*_args):
        raise RuntimeError("poison")

    with monkeypatch.context() as broken:
        broken.setattr(receiving, "parse", fail)
        broken.setattr(receiving, "parse_stored", fail)
        mail = arrive()
        for _try in range(3):
            receiving.try_to_read(mail)
    mail.refresh_from_db()
    return mail


def test_the_page_says_how_the_mail_does(client, known, written, poison):
    Mailbox.objects.create(address=MAILBOX, error="No such user", failed_at=clock.now())
    written.delivery = "FAILED"
    written.save(update_fields=["delivery"])
    client.get("/mail/")
    with CaptureQueriesContext(connection) as taken:
        page = client.get("/mail/").content.decode()
    assert len(taken) <= 14, [one["sql"] for one in taken]
    for words in ("No such user", "RuntimeError: poison", "Read again", "Failed"):
        assert words in page
    assert '</time>: <span dir="auto">No such user' in page


def test_a_mail_is_read_again(client, poison):
    assert (poison.state, poison.reason) == ("WAITING", "UNREADABLE")
    answer = client.post(f"/mail/{poison.pk}/read-again/")
    assert answer["Location"] == f"/inbox/{poison.pk}/"
    poison.refresh_from_db()
    assert poison.reason == "UNKNOWN"
    assert MailEvent.objects.get().kind == "read_again"


def test_what_still_cannot_be_read_stays_in_the_inbox(client, poison, monkeypatch):
    def fail(*_args):
        raise RuntimeError("still")

    monkeypatch.setattr(receiving, "parse_stored", fail)
    client.post(f"/mail/{poison.pk}/read-again/")
    poison.refresh_from_db()
    assert (poison.state, poison.reason) == ("WAITING", "UNREADABLE")


def test_only_a_configured_server_is_tested(client, settings, monkeypatch):
    asked = []
    monkeypatch.setattr("mail.servers.configured", lambda: [MAILBOX])
    finding = Finding(True, "Signed in, all is well.")
    monkeypatch.setattr("mail.mailroom.views.check", lambda a: asked.append(a) or finding)
    assert client.post("/mail/check/", {"address": "imap://10.0.0.1/"}).status_code == 422
    page = client.post("/mail/check/", {"address": MAILBOX}).content.decode()
    assert "Signed in, all is well." in page
    assert asked == [MAILBOX]


def test_an_uploaded_mail_is_taken_in(client, sarah):
    file = SimpleUploadedFile("old.eml", a_mail())
    answer = client.post("/inbox/upload/", {"mail": file})
    mail = IncomingEmail.objects.get()
    assert answer["Location"] == f"/inbox/{mail.pk}/"
    assert (mail.source, mail.customer, MailEvent.objects.get().kind) == (
        "UPLOAD",
        sarah,
        "uploaded",
    )


def test_a_file_that_is_too_large_is_refused(client, settings):
    settings.MAIL_MAX_BYTES = 10
    file = SimpleUploadedFile("old.eml", a_mail())
    assert client.post("/inbox/upload/", {"mail": file}).status_code == 422
    assert not IncomingEmail.objects.exists()


def test_the_trail_and_the_admin_tell_of_it(client, known, lisa):
    client.post(f"/inbox/{known.pk}/discard/")
    page = client.get("/trail/").content.decode()
    assert "discarded an email" in page
    assert "Another thing" in page
    for name in ("incomingemail", "mailevent", "blockedsender", "mailbox"):
        with CaptureQueriesContext(connection) as taken:
            answer = client.get(f"/admin/mail/{name}/")
        assert (answer.status_code, len(taken) <= 15) == (200, True), name
        assert client.get(f"/admin/mail/{name}/add/").status_code == 403
