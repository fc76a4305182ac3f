"""Who sees a ticket, in words, and who will no longer see it before a handover."""

import pytest

from tests.factories import GroupFactory, UserFactory
from tests.tickets.sight import losing_sight

pytestmark = pytest.mark.django_db


def test_the_words_follow_the_holder(ticket, alex, tech, maria, lisa):
    UserFactory(role="admin")
    UserFactory(groups=[tech])
    lisa.groups.add(tech)
    empty = GroupFactory(name="Nobody yet")
    words = {}
    for holder in (None, alex, tech, empty, lisa):
        ticket.assign(holder, by=lisa, why="to see")
        words[str(holder)] = str(ticket.audience())
    assert words == {
        "None": "every agent",
        "Alex Kim": "Alex Kim and 2 admins",
        "Technical Support": "Technical Support (2) and 2 admins",
        "Nobody yet": "only admins",
        "Lisa Brandt": "Lisa Brandt and admins",
    }


def test_who_left_sees_nothing(ticket, alex, tech, lisa):
    ticket.take(by=alex)
    alex.deactivate(by=lisa)
    ticket.refresh_from_db()
    assert str(ticket.audience()) == "only admins"
    ticket.assign(tech, by=lisa, why="Alex left")
    assert str(ticket.audience()) == "only admins"


def test_who_will_lose_sight_is_said_before(ticket, alex, tech, billing, priya, maria, lisa):
    assert losing_sight(ticket, alex) is None, "everybody else"
    assert losing_sight(ticket, None) == []
    ticket.assign(tech, by=maria)
    assert losing_sight(ticket, alex) == []
    assert losing_sight(ticket, billing) == ["Alex Kim"]
    assert losing_sight(ticket, priya) == ["Alex Kim"]
    assert losing_sight(ticket, None) == []
    assert losing_sight(ticket, lisa) == ["Alex Kim"]
