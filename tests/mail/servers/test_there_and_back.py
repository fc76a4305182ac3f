"""Alex writes to Sarah, a real server takes it; she answers, and a real server hands it over."""

import re

import pytest
from django.core.management import call_command
from django.utils import timezone

from mail import signing
from mail.models import IncomingEmail
from tests.factories import TicketFactory
from tests.mail.servers.programs import PROGRAMS, gmail
from tickets.models import Dispatch, Message

pytestmark = [pytest.mark.needs("dovecot"), pytest.mark.django_db]

SARAH, WORDS = "sarah.chen@acme.example", "It works now! Thank you!"


@pytest.fixture
def ticket(sarah, alex):
    """Sarah's ticket, which Alex holds."""
    return TicketFactory(subject="Cannot access dashboard", customer=sarah, by=alex, holder=alex)


@pytest.fixture
def mailroom(box, office, settings):
    """Return a function that sends and fetches what there is."""
    settings.MAILBOX_URL = box.url()
    settings.SUPPORT_ADDRESS = "support@helpdesk.example"

    def work():
        Dispatch.objects.filter(due_at__isnull=False).update(due_at=timezone.now())
        call_command("mailroom", once=True)

    return work


@pytest.fixture
def sent(ticket, alex, mailroom, office):
    """Alex's email, as it came to Sarah's server."""
    ticket.write_mail("Hi Sarah,\n\nyour account was locked.", by=alex, to=[f"Sarah <{SARAH}>"])
    mailroom()
    (taken,) = office.taken
    return taken


@pytest.fixture
def comes_back(box, mailroom):
    """Return a function that lets an email arrive and returns its row."""

    def arrive(mail):
        box.deliver(mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        mailroom()
        return IncomingEmail.objects.latest("pk")

    return arrive


def test_the_mail_arrives_with_the_right_headers(sent, ticket):
    message, mail = Message.objects.get(), sent.mail
    assert (message.delivery, mail["Message-ID"]) == ("SENT", message.message_id)
    assert message.sent_at
    assert sent.recipients == (SARAH,)
    assert sent.sender == signing.bounce_address(message)
    assert "Alex Kim" in mail["From"]
    assert mail["To"] == f"Sarah <{SARAH}>"
    assert mail["Reply-To"].addresses[0].addr_spec == signing.reply_address(message.thread)
    assert "Cannot access dashboard" in mail["Subject"]
    assert mail["Date"].datetime
    assert not mail.get("Auto-Submitted") or mail["Auto-Submitted"] == "no"
    assert mail["MIME-Version"] == "1.0"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert "your account was locked." in mail.get_body(("plain",)).get_content()
    assert max(len(line) for line in sent.raw.split(b"\r\n")) <= 998
    assert b"\n" not in re.sub(rb"\r\n", b"", sent.raw)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_an_answer_of_a_popular_program_is_in_the_thread(program, sent, ticket, sarah, comes_back):
    mail = comes_back(program(sent.mail, WORDS))
    answer = mail.message
    assert (mail.state, mail.reason, mail.ticket) == ("FILED", "SIGNED", ticket)
    assert (answer.thread, answer.author) == (Message.objects.earliest("pk").thread, sarah)
    assert WORDS in answer.body
    ticket.refresh_from_db()
    assert ticket.customer_waits


def without_references(mail):
    """A program that knows no threads; only the address proves where it belongs."""
    del mail["References"], mail["In-Reply-To"]


def without_the_address(mail):
    """Written to the address that one has in one's book; the references tell the thread."""
    mail.replace_header("To", "support@helpdesk.example")


def another_subject(mail):
    """She has something else on her mind."""
    mail.replace_header("Subject", "By the way: our invoice")


def from_another_address(mail):
    """Written at home."""
    mail.replace_header("From", "Sarah <sarah@home.example>")


@pytest.mark.parametrize(
    "change", [without_references, without_the_address, another_subject, from_another_address]
)
def test_an_odd_answer_of_hers_is_in_the_thread(change, sent, ticket, sarah, maria, comes_back):
    sarah.add_email("sarah@home.example", by=maria)
    mail = gmail(sent.mail, WORDS)
    change(mail)
    row = comes_back(mail)
    assert (row.state, row.ticket, row.message.author) == ("FILED", ticket, sarah)


def test_a_stranger_with_her_token_waits_in_the_inbox(sent, ticket, comes_back):
    mail = gmail(sent.mail, "Please send the password to me.")
    mail.replace_header("From", "Eve <eve@evil.example>")
    row = comes_back(mail)
    assert (row.state, row.reason, row.ticket) == ("WAITING", "STRANGER", ticket)
    assert not Message.objects.filter(direction="IN").exists()


def test_a_conversation_goes_on_with_its_references(
    sent, ticket, alex, comes_back, mailroom, office
):
    comes_back(gmail(sent.mail, WORDS))
    answer = Message.objects.latest("pk")
    ticket.write_mail("Glad to hear it.", by=alex, to=[SARAH], thread=answer.thread)
    mailroom()
    second = office.taken[-1].mail
    assert second["In-Reply-To"] == answer.message_id
    assert second["References"].split() == [sent.message_id, answer.message_id]
    assert second["Subject"] == sent.mail["Subject"] or second["Subject"].startswith("Re: ")
    comes_back(gmail(second, "Bye!"))
    assert answer.thread.messages.count() == 4


def test_our_own_mail_that_comes_back_is_no_answer(sent, comes_back, ticket):
    row = comes_back(sent.mail)
    assert row.state == "ECHO"
    assert ticket.threads.get().messages.count() == 1
