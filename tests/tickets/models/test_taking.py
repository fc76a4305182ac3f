"""Taking a ticket: the loser of a race is told who won it; nobody else is told anything."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import clock
from core.refusals import Unseen
from tests.factories import UserFactory
from tests.snapshot import nothing_written
from tickets.models.refusals import ReasonRequired, Taken

pytestmark = pytest.mark.django_db


def test_taking_gives_the_ticket_and_puts_it_on_record(ticket, alex):
    event = ticket.take(by=alex)
    assert ticket.holder == alex
    assert (event.kind, event.by, event.changes["holder"]) == (
        "taken",
        alex,
        {"old": None, "old_id": None, "new": "Alex Kim", "new_id": f"user:{alex.pk}"},
    )
    with nothing_written():
        assert ticket.take(by=alex) is None


def test_the_loser_is_told_who_has_it(ticket, alex, maria):
    won = ticket.take(by=alex)
    with nothing_written(), pytest.raises(Taken, match="Alex Kim took it first") as taken:
        ticket.take(by=maria)
    told = taken.value
    assert (told.field, told.theirs, told.yours) == ("holder", "Alex Kim", "Maria Lopez")
    assert told.event == won


def test_a_member_takes_from_the_group_and_the_next_member_is_told(ticket, tech, alex, maria):
    colleague = UserFactory(groups=[tech])
    ticket.assign(tech, by=maria)
    with pytest.raises(Taken, match="It went to Technical Support first"):
        ticket.take(by=maria)
    ticket.take(by=alex)
    with pytest.raises(Taken, match="Alex Kim took it first"):
        ticket.take(by=colleague)
    with nothing_written(), pytest.raises(Unseen):
        ticket.take(by=maria)  # it came out of a group that is not hers


def test_after_an_hour_it_is_unseen_like_any_other(ticket, alex, maria):
    with clock.at(timezone.now() - timedelta(minutes=61)):
        ticket.take(by=alex)
    with nothing_written(), pytest.raises(Unseen):
        ticket.take(by=maria)


def test_what_came_from_hand_to_hand_is_unseen(ticket, alex, priya, maria, lisa):
    ticket.take(by=alex)
    ticket.assign(priya, by=lisa, why="she knows")
    with nothing_written(), pytest.raises(Unseen):
        ticket.take(by=maria)


def test_somebody_who_left_is_told_nothing(ticket, alex, maria):
    ticket.take(by=alex)
    maria.is_active = False
    with nothing_written(), pytest.raises(Unseen):
        ticket.take(by=maria)


def test_an_admin_takes_from_a_person_with_a_reason(ticket, alex, lisa):
    ticket.take(by=alex)
    with nothing_written(), pytest.raises(ReasonRequired, match="Why do you take it from Alex"):
        ticket.take(by=lisa)
    event = ticket.take(by=lisa, why="Alex is ill")
    assert (ticket.holder, event.why) == (lisa, "Alex is ill")
