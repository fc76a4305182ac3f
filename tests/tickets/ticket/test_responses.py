"""What an answer lets somebody infer who tries: the same, whatever they may not know."""

import uuid

import pytest
from django.urls import reverse

from tickets.models import Ticket
from tickets.models.refusals import ForeignNonce, UndoRefused

pytestmark = pytest.mark.django_db


def new_ticket_form(sarah, nonce, **more):
    """A filled form of a new ticket."""
    return {
        "customer": sarah.pk, "subject": "Sign-in fails", "description": "", "priority": 2,
        "channel": "phone", "tags": "", "holder": "", "nonce": nonce, **more,
    }  # fmt: skip


def test_a_form_sent_again_does_not_tell_who_holds_a_ticket_now(
    signed_in, maria, alex, priya, lisa, sarah
):
    data = new_ticket_form(sarah, uuid.uuid4(), holder=f"user:{alex.pk}")
    client = signed_in(maria)
    first = client.post(reverse("new_ticket"), data, follow=True)
    assert "assigned it to Alex Kim" in first.content.decode()
    Ticket.objects.get().assign(priya, by=lisa, why="is away")

    again = client.post(reverse("new_ticket"), data, follow=True).content.decode()

    assert "You can no longer see it" in again
    assert "assigned it to Priya" not in again


def test_a_note_sent_again_does_not_tell_whether_an_admin_edited_it(maria, lisa, sarah):
    ticket = Ticket.create(customer=sarah, subject="x", by=maria)
    nonce = uuid.uuid4()
    note = ticket.add_note("Between us", by=maria, for_admins=True, nonce=nonce)
    note.edit("Between the two of us", by=lisa)

    with pytest.raises(ForeignNonce):
        ticket.add_note("Other words", by=maria, for_admins=True, nonce=nonce)
    assert ticket.add_note("Between us", by=maria, for_admins=True, nonce=nonce) == note


def test_a_ticket_made_again_does_not_tell_whether_an_admins_note_was_edited(maria, lisa, sarah):
    nonce = uuid.uuid4()
    made = {"customer": sarah, "by": maria, "nonce": nonce}
    ticket = Ticket.create(subject="x", **made)
    ticket.add_note("Secret", by=lisa, for_admins=True).edit("More secret", by=lisa)

    with pytest.raises(ForeignNonce):
        Ticket.create(subject="y", **made)
    ticket.edit(subject="z", by=lisa)
    with pytest.raises(ForeignNonce):
        Ticket.create(subject="y", **made)
    assert Ticket.create(subject="x", **made) == ticket


def test_undo_on_a_closed_ticket_is_refused_in_words(signed_in, maria, sarah):
    ticket = Ticket.create(customer=sarah, subject="x", by=maria)
    event = ticket.set_priority(3, by=maria)
    ticket.set_status("CLOSED", by=maria, why="spam")

    answer = signed_in(maria).post(reverse("undo", args=[event.pk]), follow=True)

    assert "is closed" in answer.content.decode()


def test_undo_does_not_tell_that_an_unseen_ticket_is_closed(maria, alex, lisa, sarah):
    ticket = Ticket.create(customer=sarah, subject="x", by=maria)
    event = ticket.set_priority(3, by=maria)
    ticket.assign(alex, by=lisa)
    ticket.set_status("CLOSED", by=lisa, why="spam")

    with pytest.raises(UndoRefused) as refused:
        event.undo(by=maria)
    assert "closed" not in str(refused.value)


def test_undo_that_would_give_a_ticket_to_who_left_is_refused(maria, alex, lisa, sarah):
    ticket = Ticket.create(customer=sarah, subject="x", by=maria)
    ticket.assign(alex, by=maria)
    event = ticket.assign(maria, by=lisa, why="is away")
    alex.deactivate(by=lisa)

    with pytest.raises(UndoRefused, match="has left"):
        event.undo(by=lisa)


@pytest.mark.parametrize("name", ["priority", "ticket_customer"])
def test_endless_numbers_are_refused(signed_in, maria, sarah, name):
    ticket = Ticket.create(customer=sarah, subject="x", by=maria)
    data = {"seen": "9" * 5000, "priority": 3, "customer": sarah.pk}
    url = reverse(name, args=[ticket.pk])
    assert signed_in(maria).post(url, data).status_code < 500


def test_an_endless_number_instead_is_no_ticket(signed_in, maria, sarah):
    data = new_ticket_form(sarah, uuid.uuid4(), instead="9" * 5000)
    assert signed_in(maria).post(reverse("new_ticket"), data).status_code == 404


@pytest.mark.parametrize("place", ["nowhere", "//evil.example/", "https://evil.example/"])
def test_a_form_goes_on_to_a_path_of_ours_only(signed_in, maria, sarah, place):
    ticket = Ticket.create(customer=sarah, subject="x", by=maria)
    client = signed_in(maria)
    url = reverse("priority", args=[ticket.pk])
    for address, data in ((url, {"priority": 3}), (reverse("theme"), {"theme": "dark"})):
        answer = client.post(address, {**data, "next": place})
        assert answer.status_code == 303
        assert answer["Location"].startswith("/")
        assert not answer["Location"].startswith("//")
