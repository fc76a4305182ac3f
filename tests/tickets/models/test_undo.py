"""Undo: ten minutes, by the one who did it or an admin, exactly, and only if nobody came since."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import clock
from core.refusals import Refusal
from tests.snapshot import nothing_written
from tickets.choices import Status
from tickets.models import Ticket
from tickets.models.refusals import UndoRefused

pytestmark = pytest.mark.django_db
MOVING = {"version", "last_activity_at"}


def columns(ticket):
    """Return what an undo must put back: all columns but the moving ones, and the tags."""
    row = Ticket.objects.filter(pk=ticket.pk).values().get()
    kept = {name: value for name, value in row.items() if name not in MOVING}
    return kept, sorted(ticket.tags.values_list("name", flat=True))


CHANGES = {
    "status": lambda t, by: t.set_status(Status.PENDING, by=by),
    "closing": lambda t, by: t.set_status(Status.CLOSED, by=by, why="double"),
    "priority": lambda t, by: t.set_priority(1, by=by),
    "taking": lambda t, by: t.take(by=by),
    "tags": lambda t, by: t.set_tags(["vpn", "login"], by=by),
    "several at once": lambda t, by: t.change(
        by=by, why="x", status="RESOLVED", holder=by, priority=3
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_undo_puts_everything_back(ticket, alex, change):
    ticket.set_tags(["login"], by=alex)
    before = columns(ticket)
    event = change(ticket, alex)
    assert columns(ticket) != before
    undone = event.undo(by=alex)
    assert columns(ticket) == before
    assert (undone.kind, undone.by, undone.undoes) == ("undone", alex, event)
    ticket.refresh_from_db()
    assert ticket.version == 4
    with nothing_written(), pytest.raises(UndoRefused, match="undone already"):
        event.undo(by=alex)
    with nothing_written(), pytest.raises(UndoRefused):
        undone.undo(by=alex)


def test_the_times_of_a_reopened_ticket_come_back_to_the_microsecond(ticket, lisa):
    ticket.set_status(Status.RESOLVED, by=lisa)
    ticket.set_status(Status.CLOSED, by=lisa)
    before = columns(ticket)
    ticket.set_status(Status.OPEN, by=lisa, why="oops").undo(by=lisa)
    assert columns(ticket) == before


def test_it_works_out_of_sight_after_a_handover(ticket, maria, alex, lisa):
    event = ticket.assign(alex, by=maria)
    assert not Ticket.objects.visible_to(maria).filter(pk=ticket.pk).exists()
    assert event.may_be_undone_by(maria)
    event.undo(by=maria)
    ticket.refresh_from_db()
    assert ticket.holder is None


def test_it_is_theirs_or_an_admin_s(ticket, maria, alex, lisa):
    event = ticket.set_priority(3, by=maria)
    assert not event.may_be_undone_by(alex)
    with (
        nothing_written(),
        pytest.raises(UndoRefused, match="Only the one who did it, or an admin"),
    ):
        event.undo(by=alex)
    event.undo(by=lisa)


def test_it_lasts_ten_minutes(ticket, maria):
    with clock.at(timezone.now() - timedelta(minutes=10, seconds=1)):
        event = ticket.set_priority(3, by=maria)
    assert not event.may_be_undone_by(maria)
    with nothing_written(), pytest.raises(UndoRefused, match="ten minutes are over"):
        event.undo(by=maria)


def test_only_a_change_of_that_field_is_in_the_way(ticket, maria, alex):
    event = ticket.set_priority(3, by=maria)
    ticket.set_status(Status.PENDING, by=alex)
    ticket.edit(subject="Other", by=alex)
    event.undo(by=maria)
    event = ticket.set_priority(3, by=maria)
    ticket.set_priority(1, by=alex)
    with nothing_written(), pytest.raises(UndoRefused, match="Alex Kim changed it since"):
        event.undo(by=maria)


def test_who_no_longer_sees_the_ticket_is_not_told_who_changed_it(ticket, maria, alex, lisa):
    event = ticket.assign(alex, by=maria)
    ticket.release(by=alex)
    ticket.take(by=alex)
    with nothing_written(), pytest.raises(UndoRefused, match="Somebody changed it since"):
        event.undo(by=maria)


def test_a_holder_who_left_does_not_get_it_back(ticket, alex, lisa):
    ticket.take(by=alex)
    event = ticket.release(by=lisa, why="Alex leaves")
    alex.deactivate(by=lisa)
    with nothing_written(), pytest.raises(Refusal, match="has left"):
        event.undo(by=lisa)


def test_a_closed_ticket_is_first_reopened(ticket, lisa):
    event = ticket.set_priority(3, by=lisa)
    ticket.set_status(Status.CLOSED, by=lisa, why="double")
    with nothing_written(), pytest.raises(UndoRefused, match="Reopen it"):
        event.undo(by=lisa)


def test_texts_and_births_are_not_undone(ticket, maria):
    born, edited = ticket.events.get(), ticket.edit(subject="Other", by=maria)
    moved = ticket.edit(channel="phone", by=maria)
    for event in (born, edited, moved):
        assert not event.may_be_undone_by(maria)
        with nothing_written(), pytest.raises(UndoRefused):
            event.undo(by=maria)
