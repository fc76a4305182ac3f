"""Taking a ticket from the list: one gets it, the other is told who has it, if they may know."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing

from tests.factories import TicketFactory
from tickets.forms.take_proof import proof_of, was_shown

pytestmark = pytest.mark.django_db


def shown_by(response):
    """The proof that stands in the list's form."""
    return response.context["listing"].proof


def test_take_gives_the_ticket_and_leads_back_to_the_list(maria, signed_in):
    ticket = TicketFactory()
    place = "/tickets/?q=is%3Aopen+holder%3Anone"
    response = signed_in(maria).post(f"/tickets/{ticket.pk}/take/", {"next": place})
    ticket.refresh_from_db()
    assert ticket.holder == maria
    assert (response.status_code, response.url) == (303, place)


def test_the_second_to_take_is_told_who_was_faster(maria, alex, signed_in):
    ticket = TicketFactory(subject="Wanted by two")
    slow = signed_in(alex)
    proof = shown_by(slow.get("/tickets/"))
    signed_in(maria).post(f"/tickets/{ticket.pk}/take/")
    response = slow.post(f"/tickets/{ticket.pk}/take/", {"shown": proof, "next": "/tickets/"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Maria Lopez took it first, at " in page
    assert "Wanted by two" not in page


@pytest.mark.parametrize("proof", ["", "nonsense", "x:y:z"])
def test_without_proof_the_ticket_does_not_exist(maria, alex, signed_in, proof):
    ticket = TicketFactory(holder=maria)
    response = signed_in(alex).post(f"/tickets/{ticket.pk}/take/", {"shown": proof})
    assert response.status_code == 404


def test_a_proof_is_of_one_person_these_tickets_and_this_hour(maria, alex, time_machine):
    free, other = TicketFactory(), TicketFactory()
    proof = proof_of(alex, [free])
    assert was_shown(alex, free.pk, proof)
    assert not was_shown(maria, free.pk, proof)
    assert not was_shown(alex, other.pk, proof)
    assert not was_shown(alex, free.pk, signing.dumps([alex.pk, free.pk], salt="other"))
    assert not was_shown(alex, free.pk, proof + "x")
    time_machine.move_to(datetime.now(UTC) + timedelta(seconds=3601))
    assert not was_shown(alex, free.pk, proof)


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example/", "javascript:x", ""])
def test_next_leads_nowhere_else(maria, signed_in, place):
    ticket = TicketFactory()
    response = signed_in(maria).post(f"/tickets/{ticket.pk}/take/", {"next": place})
    assert response.url == "/tickets/"


def test_taking_ones_own_ticket_again_says_nothing(maria, signed_in):
    ticket = TicketFactory(holder=maria)
    response = signed_in(maria).post(f"/tickets/{ticket.pk}/take/")
    assert response.status_code == 303
    assert ticket.events.filter(kind="taken").count() <= 1
