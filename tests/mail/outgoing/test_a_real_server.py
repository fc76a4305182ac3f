"""Against a real SMTP server: what it says, and what we make of it when it says nothing."""

import socket
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from core import clock
from mail import signing
from mail.models import Mailbox
from mail.outgoing import send_due
from mail.reader import parse

pytestmark = pytest.mark.django_db
SARAH, DAVID = "sarah.chen@acme.example", "david@acme.example"


class Server:
    """Takes emails, unless told what to answer: `on_rcpt` by address, `on_data` for all."""

    def __init__(self):
        self.taken, self.on_rcpt, self.on_data = [], {}, "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = self.on_rcpt.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.on_data.startswith("250"):
            self.taken.append(envelope)
        return self.on_data


@pytest.fixture
def server(settings):
    """A server on a free port, which the settings name."""
    handler = Server()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    name_it(settings, port)
    yield handler
    controller.stop()


def name_it(settings, port):
    """Let our email go to a port of this machine."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 2


@pytest.fixture
def two(ticket, alex):
    """An email to two people."""
    return ticket.write_mail("Hello.", by=alex, to=[SARAH], cc=[DAVID])


def now_of(mail):
    """Return the state of an email and what is said of it."""
    mail.refresh_from_db()
    return mail.delivery, mail.dispatch.error


def test_it_arrives_with_our_bounce_address_in_its_envelope(server, two):
    assert send_due() == 1
    (envelope,) = server.taken
    assert envelope.mail_from == signing.bounce_address(two)
    assert envelope.rcpt_tos == [SARAH, DAVID]
    assert parse(envelope.content).message_id == two.message_id.strip("<>")
    assert now_of(two) == ("SENT", "")
    server = Mailbox.objects.get(address__startswith="smtp://127.0.0.1:")
    assert server.ok_at
    assert server.error == ""


@pytest.mark.parametrize(
    ("answer", "state"), [("451 4.3.0 try later", "QUEUED"), ("554 5.7.1 not from you", "FAILED")]
)
def test_what_it_says_of_the_whole_mail(server, two, answer, state):
    server.on_data = answer
    send_due()
    assert now_of(two) == (state, answer)
    server.on_data = "250 OK"
    with clock.at(timezone.now() + timedelta(hours=1)):
        send_due()
    assert two.thread.messages.get().delivery == {"QUEUED": "SENT", "FAILED": "FAILED"}[state]


def test_what_it_says_of_each_address(server, two):
    server.on_rcpt = {DAVID: "550 5.1.1 no such user"}
    send_due()
    assert server.taken[0].rcpt_tos == [SARAH]
    assert now_of(two) == ("FAILED", f"{DAVID}: 550 5.1.1 no such user")


def test_all_addresses_refused_for_now(server, two):
    server.on_rcpt = {SARAH: "450 4.2.0 greylisted", DAVID: "450 4.2.0 greylisted"}
    send_due()
    state, words = now_of(two)
    assert state == "QUEUED"
    assert "450 4.2.0 greylisted" in words


def test_one_refused_mail_does_not_stop_the_next(server, ticket, two, alex):
    other = ticket.write_mail("Second.", by=alex, to=["a@x.example"], thread=two.thread)
    server.on_rcpt = {SARAH: "550 no", DAVID: "550 no"}
    assert send_due() == 2
    assert now_of(two)[0] == "FAILED"
    assert now_of(other)[0] == "SENT"


def test_a_server_that_is_down_costs_one_try_of_one_mail(settings, ticket, two, alex):
    other = ticket.write_mail("Second.", by=alex, to=["a@x.example"], thread=two.thread)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    name_it(settings, port)
    assert send_due() == 1
    state, words = now_of(two)
    assert state == "QUEUED"
    assert "refused" in words.lower()
    assert now_of(other) == ("QUEUED", "")
    assert other.dispatch.tries == 0
    assert Mailbox.objects.get().failed_at


@contextmanager
def one_that_says(words):
    """A server that says `words` to whoever comes, and then nothing any more."""
    held = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer():
            connection, _address = listening.accept()
            held.append(connection)
            connection.sendall(words)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(5)
        for connection in held:
            connection.close()


@pytest.mark.parametrize(
    ("says", "words"), [(b"", "timed out"), (b"421 too busy\r\n", "421"), (b"554 no\r\n", "554")]
)
def test_a_server_that_hangs_or_sends_us_away(settings, two, says, words):
    with one_that_says(says) as port:
        name_it(settings, port)
        settings.EMAIL_TIMEOUT = 0.5
        assert send_due() == 1
    state, error = now_of(two)
    assert state == "QUEUED"
    assert words in error


def test_a_wrong_password_is_no_mails_fault(settings, server, two):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "helpdesk", "wrong"
    send_due()
    assert now_of(two)[0] == "QUEUED"
    assert not server.taken


def test_domains_are_written_as_servers_know_them(server, ticket, alex):
    mail = ticket.write_mail("Hello.", by=alex, to=["sarah@bücher.example"])
    send_due()
    assert server.taken[0].rcpt_tos == ["sarah@xn--bcher-kva.example"]
    assert now_of(mail) == ("SENT", "")
