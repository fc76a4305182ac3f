"""Test the connection: what an admin is told, and that nobody is told a password."""

import pytest

from mail import servers
from mail.imap.address import mailboxes
from mail.mailroom import checking
from tests.production.ports import free_port

pytestmark = pytest.mark.needs("dovecot")


@pytest.fixture
def address(box, settings):
    """The public address of a mailbox that is set."""
    settings.MAILBOX_URL = box.url()
    return mailboxes()[0].public


def test_a_mailbox_that_lets_us_in(address, box):
    box.deliver(b"Subject: one\r\n\r\nwords\r\n")
    found = checking.check(address)
    assert (found.ok, found.words) == (True, "Signed in. INBOX holds 1 email.")
    assert box.flags() == [set()]
    assert "secret" not in address


def test_a_wrong_password_is_told_in_the_servers_words(address, box, settings):
    settings.MAILBOX_URL = box.url().replace(":secret@", ":not-this-one@")
    found = checking.check(address)
    assert not found.ok
    assert "Authentication failed" in found.words
    assert "not-this-one" not in found.words


def test_a_folder_that_is_none(box, settings):
    settings.MAILBOX_URL = box.url().replace("INBOX", "Nowhere")
    found = checking.check(mailboxes()[0].public)
    assert not found.ok
    assert "Mailbox doesn't exist: Nowhere" in found.words


def test_nobody_there(settings):
    settings.MAILBOX_URL = f"imap://a:secret@127.0.0.1:{free_port()}/INBOX"
    found = checking.check(mailboxes()[0].public)
    assert not found.ok
    assert "refused" in found.words


def test_a_mailbox_that_is_not_set_any_more(address, settings):
    settings.MAILBOX_URL = ""
    assert checking.check(address).ok is False
    assert servers.configured() == []


def test_a_token_in_the_place_of_a_password(box, settings):
    settings.MAILBOX_URL = box.url("?token_command=echo%20secret").replace(":secret@", "@")
    found = checking.check(mailboxes()[0].public)
    assert found.ok, found.words
    settings.MAILBOX_URL = box.url("?token_command=echo%20expired").replace(":secret@", "@")
    assert not checking.check(mailboxes()[0].public).ok


def test_a_password_that_is_not_ascii_reaches_the_server(box, settings):
    settings.MAILBOX_URL = box.url().replace(":secret@", ":gr%C3%BCn@")
    found = checking.check(mailboxes()[0].public)
    assert not found.ok
    assert "Authentication failed" in found.words


def test_the_server_that_our_mail_goes_through(office, settings):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "us", ""
    assert servers.outgoing() == f"smtp://us@127.0.0.1:{office.port}"
    found = checking.check(servers.outgoing())
    assert (found.ok, found.words) == (True, "Signed in. The server takes our emails.")
    assert office.taken == []
    office.stop()
    found = checking.check_outgoing()
    office.start()
    assert not found.ok
    assert "refused" in found.words
