"""A first note or email, written in the step that makes the ticket."""

import pytest

from tests.factories import CustomerFactory, TicketFactory
from tests.tickets.conftest import NEW
from tickets.models import Ticket

WORDS = "Locked after 14 tries"


def test_a_note_is_written_by_who_makes_the_ticket(signed_in, maria, sarah, filled):
    signed_in(maria).post(NEW, filled(customer=sarah.pk, first="note", first_body=WORDS))
    note = Ticket.objects.get().notes.get()
    assert (note.body, note.author, note.is_for_admins) == (WORDS, maria, False)


def test_without_words_nothing_is_written(signed_in, maria, sarah, filled):
    signed_in(maria).post(NEW, filled(customer=sarah.pk, first="mail", first_body=" \n"))
    ticket = Ticket.objects.get()
    assert not ticket.notes.exists()
    assert not ticket.threads.exists()


def test_a_mail_goes_to_the_customer_and_stops_their_waiting(signed_in, maria, sarah, filled):
    signed_in(maria).post(NEW, filled(customer=sarah.pk, first="mail", first_body=WORDS))
    ticket = Ticket.objects.get()
    mail = ticket.threads.get().messages.get()
    assert [row.address for row in mail.recipients.all()] == ["sarah.chen@acme.example"]
    assert mail.delivery == "QUEUED"
    assert ticket.waiting_since is None
    assert ticket.first_answered_at is not None


def test_somebody_new_gets_it_at_the_address_just_given(signed_in, maria, filled):
    created = {"customer": "new", "customer-name": "Sarah", "customer-email": "s@acme.example"}
    signed_in(maria).post(NEW, filled(first="mail", first_body=WORDS, **created))
    mail = Ticket.objects.get().threads.get().messages.get()
    assert [row.address for row in mail.recipients.all()] == ["s@acme.example"]


def test_without_an_address_nothing_is_made_and_no_word_is_lost(signed_in, maria, filled):
    nobody = CustomerFactory(name="Mr Abbott", by=maria)
    data = filled(customer=nobody.pk, first="mail", first_body=WORDS)
    refused = signed_in(maria).post(NEW, data)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "An email needs an address." in page
    assert '<details class="first" open>' in page
    assert WORDS in page
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("first", ["note", "mail"])
def test_it_is_written_before_the_ticket_is_out_of_sight(
    signed_in, maria, alex, sarah, filled, first
):
    given = filled(customer=sarah.pk, holder=f"user:{alex.pk}", first=first, first_body=WORDS)
    assert signed_in(maria).post(NEW, given).status_code == 303
    kinds = list(Ticket.objects.get().events.order_by("id").values_list("kind", flat=True))
    assert kinds == ["created", {"note": "noted", "mail": "email_written"}[first], "assigned"]


def test_sent_twice_it_is_said_once(signed_in, maria, sarah, filled):
    data = filled(customer=sarah.pk, first="note", first_body=WORDS)
    for _time in range(2):
        assert signed_in(maria).post(NEW, data).status_code == 303
    assert Ticket.objects.get().notes.count() == 1


@pytest.mark.parametrize("first", ["note", "mail"])
def test_a_ticket_that_is_there_gets_it_too_and_once(signed_in, maria, sarah, filled, first):
    there = TicketFactory(customer=sarah, subject="Dashboard is slow", by=maria)
    data = filled(customer=sarah.pk, instead=there.pk, first=first, first_body=WORDS)
    for _time in range(2):
        signed_in(maria).post(NEW, data)
    messages = [m for thread in there.threads.all() for m in thread.messages.all()]
    assert len(messages) + there.notes.count() == 2
