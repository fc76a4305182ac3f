"""What lies in a folder of an IMAP server comes in once, is flagged after, and nothing is lost."""

from threading import Event
from unittest import mock

import pytest
from django.db import DatabaseError
from imapclient.exceptions import IMAPClientError

from mail.imap import fetching, telling
from mail.imap.address import mailboxes
from mail.imap.watching import Watch, fetch_once
from mail.incoming import receiving
from mail.models import IncomingEmail, Mailbox
from tests.mail.conftest import a_mail

pytestmark = [pytest.mark.needs("dovecot"), pytest.mark.django_db]

SEEN = b"\\Seen"


@pytest.fixture
def fetch(box, settings):
    """Return a function that fetches this box once."""
    settings.MAILBOX_URL = box.url()
    return lambda: fetch_once(mailboxes()[0])


def mails(*numbers):
    """Emails that differ."""
    return [a_mail(f"Mail {n}", Message_ID=f"<{n}@acme.example>") for n in numbers]


def ids():
    """The Message-IDs of all that came in, in its order."""
    return [mail.mail_id for mail in IncomingEmail.objects.all()]


def known(fetch):
    """Let the box be known already: what comes from now on is new."""
    fetch()
    return Mailbox.objects.get()


def test_a_new_mail_comes_in_byte_by_byte_and_is_flagged(fetch, box):
    known(fetch)
    odd = b"Subject: odd\r\nMessage-ID: <odd@x>\r\n\r\n\xff\x80 bytes\r\n.\r\nlines\r\n"
    box.deliver(odd)
    assert fetch() == 1
    mail = IncomingEmail.objects.get()
    assert (mail.source, mail.mailbox) == ("IMAP", mailboxes()[0].public)
    with mail.raw.open("rb") as file:
        assert file.read() == odd
    assert box.flags()[0] >= {SEEN}
    assert fetch() == 0


def test_years_of_old_mail_do_not_flood_the_inbox(fetch, box):
    box.deliver(*mails(1, 2), flags=[SEEN])
    box.deliver(*mails(3))
    box.deliver(*mails(4), flags=[SEEN])
    assert fetch() == 1
    assert ids() == ["3@acme.example"]
    box.deliver(*mails(5), flags=[SEEN])  # read in the webmail meanwhile: new all the same
    assert fetch() == 1
    assert ids() == ["3@acme.example", "5@acme.example"]


def test_whoever_dies_at_first_contact_does_not_call_old_mail_new(fetch, box, monkeypatch):
    box.deliver(*mails(1), flags=[SEEN])
    box.deliver(*mails(2, 3, 4))
    monkeypatch.setattr(fetching, "HANDFUL", 1)
    fail_at(monkeypatch, 3, DatabaseError("gone"))
    with pytest.raises(DatabaseError):
        fetch()
    monkeypatch.undo()
    assert ids() == ["2@acme.example", "3@acme.example"]
    assert fetch() == 1
    assert ids()[2:] == ["4@acme.example"]


def fail_at(monkeypatch, number, problem):
    """Let the storage fail at the n-th email."""
    count = iter(range(1, 100))
    store = receiving.store_raw

    def failing(raw, **more):
        if next(count) == number:
            raise problem
        return store(raw, **more)

    monkeypatch.setattr(receiving, "store_raw", failing)


@pytest.mark.parametrize("problem", [DatabaseError("locked"), OSError(28, "No space left")])
def test_what_cannot_be_stored_is_not_flagged_and_comes_again(fetch, box, monkeypatch, problem):
    known(fetch)
    box.deliver(*mails(1, 2, 3))
    fail_at(monkeypatch, 2, problem)
    with pytest.raises(type(problem)):
        fetch()
    assert all(SEEN not in flags for flags in box.flags()[1:])
    monkeypatch.undo()
    fetch()
    assert ids() == [f"{n}@acme.example" for n in (1, 2, 3)]
    assert all(SEEN in flags for flags in box.flags())
    assert Mailbox.objects.get().ok_at


def test_mails_numbered_anew_come_in_once(fetch, box):
    known(fetch)
    box.deliver(*mails(1, 2))
    fetch()
    Mailbox.objects.update(uid_validity=1)
    box.deliver(*mails(3), flags=[SEEN])  # within two days of when it last went well
    box.deliver(*mails(4))
    fetch()
    assert ids() == [f"{n}@acme.example" for n in (1, 2, 3, 4)]
    assert Mailbox.objects.get().last_uid == 4


def test_the_same_mail_in_two_mailboxes_is_one(fetch, box, imap_server, settings):
    known(fetch)
    box.deliver(*mails(1), *mails(1))
    other = type(box)(imap_server)
    other.deliver(*mails(1))
    fetch()
    settings.MAILBOX_URL = other.url()
    fetch()
    assert ids() == ["1@acme.example"]


def test_a_mail_too_large_is_not_downloaded_but_told_of(fetch, box, settings):
    known(fetch)
    box.deliver(a_mail("x" * 3000, Subject="All my photos"), *mails(2))
    settings.MAIL_MAX_BYTES = 2000
    with mock.patch.object(telling, "download", wraps=telling.download) as download:
        assert fetch() == 1
    assert download.call_count == 1
    large = IncomingEmail.objects.get(raw="")
    assert (large.state, large.reason, large.subject) == ("WAITING", "TOO_LARGE", "All my photos")
    assert large.from_address == "sarah.chen@acme.example"
    assert large.size > 3000
    assert all(SEEN in flags for flags in box.flags())
    Mailbox.objects.update(last_uid=0)
    fetch()
    assert IncomingEmail.objects.count() == 2


def test_what_is_done_is_moved_where_the_address_says(box, settings):
    settings.MAILBOX_URL = box.url("?done=Filed%20here")
    box.deliver(*mails(1, 2))
    address = mailboxes()[0]
    assert fetch_once(address) == 2
    assert box.flags() == []
    with box.client("Filed here") as client:
        assert len(client.search("SEEN")) == 2
    assert fetch_once(address) == 0


def test_a_mail_that_the_server_keeps_does_not_keep_the_others_out(box, settings, monkeypatch):
    settings.MAILBOX_URL = box.url()
    watch = Watch(mailboxes()[0], Event())
    watch.round()
    box.deliver(*mails(1, 2))
    refuse(watch.client, uid=1)
    for _round in range(telling.MOST_REFUSALS):
        watch.round()
        assert ids() == ["2@acme.example"]
    assert "cannot be read" in Mailbox.objects.get().error
    watch.round()
    kept = IncomingEmail.objects.get(raw="")
    assert kept.snippet == "The server does not hand it over."
    watch.drop()
    assert SEEN not in box.flags()[0]
    assert Mailbox.objects.get().last_uid == 2


def refuse(client, uid):
    """Let the server refuse to hand over one email."""
    fetch = client.fetch

    def refusing(uids, data):
        if uid in uids and "BODY.PEEK[]" in data:
            raise IMAPClientError("fetch failed: this mail cannot be read")
        return fetch(uids, data)

    client.fetch = refusing


def test_a_mail_deleted_this_moment_is_no_trouble(fetch, box, monkeypatch):
    known(fetch)
    box.deliver(*mails(1, 2))
    monkeypatch.setattr(telling, "download", lambda folder, uid: None)
    assert fetch() == 0
    assert Mailbox.objects.get().last_uid == 2
