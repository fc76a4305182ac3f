"""Who may not see a ticket, or has left, changes nothing on it; nobody changes a closed one."""

import pytest

from core.refusals import NotAllowed, Unseen
from tests.snapshot import nothing_written
from tickets.choices import Priority, Status
from tickets.models import Ticket
from tickets.models.refusals import ClosedTicket, ReasonRequired, Taken

pytestmark = pytest.mark.django_db

WRITES = {
    "take": lambda t, by: t.take(by=by),
    "assign": lambda t, by: t.assign(by, by=by, why="mine"),
    "release": lambda t, by: t.release(by=by, why="free"),
    "set_status": lambda t, by: t.set_status(Status.PENDING, by=by),
    "set_priority": lambda t, by: t.set_priority(Priority.LOW, by=by),
    "set_tags": lambda t, by: t.set_tags(["new"], by=by),
    "set_customer": lambda t, by: t.set_customer(t.customer, by=by),
    "edit": lambda t, by: t.edit(subject="Other", by=by),
    "add_note": lambda t, by: t.add_note("Words", by=by),
    "add_note internal": lambda t, by: t.add_note("Words", by=by, for_admins=True),
    "post": lambda t, by: t.post("Words", by=by),
    "write_mail": lambda t, by: t.write_mail("Words", by=by, to=["a@b.example"]),
    "record_call": lambda t, by: t.record_call("Words", by=by),
    "edit a note": lambda t, by: t.notes.first().edit("Other", by=by),
    "hide a note": lambda t, by: t.notes.first().hide(by=by),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_who_may_not_see_a_ticket_changes_nothing(ticket, alex, maria, priya, tech, lisa, write):
    ticket.add_note("A note", by=maria)
    ticket.assign(tech, by=maria)
    for person in (maria, priya):
        with nothing_written(), pytest.raises((Unseen, Taken)):
            write(ticket, person)
    for gone in (alex, lisa):
        gone.is_active = False
        with nothing_written(), pytest.raises((Unseen, NotAllowed)):
            write(ticket, gone)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_a_closed_ticket_is_read_only(ticket, maria, lisa, write):
    ticket.add_note("A note", by=maria)
    ticket.set_status(Status.CLOSED, by=lisa, why="double")
    if write not in (WRITES["set_status"], WRITES["release"], WRITES["set_customer"]):
        with nothing_written(), pytest.raises(ClosedTicket, match="is closed. Reopen it"):
            write(ticket, lisa)
    with nothing_written(), pytest.raises(ReasonRequired, match="Why do you reopen it"):
        ticket.set_status(Status.OPEN, by=lisa)


def test_somebody_who_left_makes_no_ticket(sarah, maria):
    maria.is_active = False
    with nothing_written(), pytest.raises(NotAllowed):
        Ticket.create(customer=sarah, subject="Help", by=maria)
