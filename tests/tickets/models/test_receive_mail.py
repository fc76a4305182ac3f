"""A mail that comes in is filed in its thread, also on a closed ticket; nothing else changes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import clock
from core.refusals import Refusal, Unseen
from customers.models import Customer
from mail.html.plain import render_plain
from tickets.choices import Status
from tickets.models import Message, Ticket


@pytest.fixture
def ticket(maria):
    """Sarah's ticket of three days ago, held by nobody."""
    sarah = Customer.register(name="Sarah Chen", by=maria, emails=["sarah.chen@acme.example"])
    with clock.at(timezone.now() - timedelta(days=3)):
        return Ticket.create(customer=sarah, subject="Cannot access dashboard", by=maria)


def close(ticket, by):
    """Resolve and close, as Lisa does at 11:00."""
    ticket.set_status(Status.RESOLVED, by=by)
    ticket.set_status(Status.CLOSED, by=by)


def test_an_answer_lands_in_the_thread_it_answers(ticket, maria):
    written = ticket.write_mail("Please try again.", by=maria, to=["sarah.chen@acme.example"])
    answer = ticket.receive_mail("It works now!", by=None, sender=ticket.customer)
    assert (answer.thread, answer.author, answer.direction) == (
        written.thread, ticket.customer, Message.Direction.IN,
    )  # fmt: skip
    event = ticket.events.latest("id")
    assert (event.kind, event.by, event.message) == ("email_received", None, answer)
    ticket.refresh_from_db()
    assert ticket.customer_waits
    assert ticket.version == 1


def test_a_stranger_is_kept_as_a_bare_address(ticket, maria):
    message = ticket.receive_mail("Me too.", by=maria, sender="bob@acme.example")
    assert message.author == "bob@acme.example"


def test_mail_without_a_thread_waits_for_a_person(ticket, maria):
    with pytest.raises(Refusal):
        ticket.receive_mail("Hello?", by=None, sender=ticket.customer)
    filed = ticket.receive_mail("Hello?", by=maria, sender=ticket.customer)
    assert filed.thread.created_by == maria


def test_nobody_files_a_mail_on_a_ticket_they_do_not_see(ticket, alex, maria):
    ticket.take(by=alex)
    with pytest.raises(Unseen):
        ticket.receive_mail("Hello?", by=maria, sender=ticket.customer)
    assert not Message.objects.exists()


def test_a_closed_ticket_stays_closed_and_is_flagged(ticket, lisa, maria):
    with clock.at(timezone.now() - timedelta(days=2)):
        ticket.receive_mail("It is broken.", by=maria, sender=ticket.customer)
        close(ticket, lisa)
    ticket.refresh_from_db()
    assert not ticket.wrote_after_closing
    ticket.receive_mail("It is broken again.", by=None, sender=ticket.customer)
    ticket.refresh_from_db()
    assert ticket.is_closed
    assert ticket.wrote_after_closing
    assert list(Ticket.objects.written_after_closing()) == [ticket]


def test_they_wait_since_their_first_unanswered_word(ticket, maria):
    ticket.write_mail("Please try again.", by=maria, to=["sarah.chen@acme.example"])
    first = ticket.receive_mail("Hello?", by=None, sender=ticket.customer)
    ticket.receive_mail("Anybody there?", by=None, sender=ticket.customer)
    ticket.refresh_from_db()
    assert first.created_at <= ticket.waiting_since < timezone.now()
    assert ticket.waiting_since < ticket.last_activity_at


def test_a_mail_is_shown_as_it_was_written_and_its_history_folded(ticket, maria):
    text = "2 * 3 * 4 is *not* <b>\n\nOn 2 Nov 2026 at 10:00, Maria wrote:\n> Is it?\n"
    message = ticket.receive_mail(text, html=render_plain(text), by=maria, sender=ticket.customer)
    message.refresh_from_db()
    assert "<p>2 * 3 * 4 is *not* &lt;b&gt;</p>" in message.clean_html
    assert "Show quoted text</summary>" in message.clean_html
    unfolded = ticket.receive_mail("2 * *3*", by=maria, sender=ticket.customer)
    assert unfolded.clean_html == '<div class="plain"><p>2 * *3*</p></div>'


def test_what_people_write_down_stays_markdown(ticket, maria):
    said = ticket.record_call("It is *not* so.", by=maria)
    assert said.clean_html == "<p>It is <em>not</em> so.</p>\n"
