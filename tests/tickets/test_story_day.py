"""Monday, nine to eleven, as the story tells it: what each person sees, and what the trail says."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile

from core import clock
from core.provenance import coming_via
from core.refusals import Unseen
from customers.models import Customer
from tests.tickets.sight import losing_sight
from tickets.choices import Channel, Priority, Status
from tickets.models import Message, Ticket, TicketEvent, Upload
from tickets.models.refusals import (
    ClosedTicket,
    NewerArrived,
    ReasonRequired,
    Taken,
)

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, tzinfo=ZoneInfo("Europe/London"))
FOUND = "Account locked due to multiple failed login attempts"
HELLO = (
    "Hi Sarah, I found your account was locked. I've unlocked it. "
    "Please try logging in again and let me know if you still have issues."
)


def at(hour, minute):
    """Let everything in the block happen at this time of Monday."""
    return clock.at(MONDAY + timedelta(hours=hour, minutes=minute))


@pytest.fixture
def team(maria, alex, priya, lisa):
    """Those whom the day is told of: Maria and Alex, Priya of another group, Lisa the admin."""
    return {"maria": maria, "alex": alex, "priya": priya, "lisa": lisa}


def seeing(team, ticket):
    """Return the names of those in whose list the ticket is, and check that counts say the same."""
    names = set()
    for name, person in team.items():
        listed = Ticket.objects.visible_to(person)
        assert listed.count() == len(listed)
        names |= {name} if ticket in listed else set()
    return names


def trail(ticket, person):
    """Return the trail as a person reads it: time, who, what, through what, why, change."""
    lines = []
    for event in ticket.events.visible_to(person).select_related("by"):
        moment = event.at.astimezone(MONDAY.tzinfo).strftime("%H:%M")
        change = {name: (c.get("old"), c.get("new")) for name, c in event.changes.items()}
        lines.append((moment, str(event.by), event.kind, event.via, event.why, change))
    return lines


@pytest.fixture
def day(team, sarah):
    """The team, Sarah, and what becomes of her ticket; one step hands it to the next."""
    return SimpleNamespace(team=team, sarah=sarah, **team)


def maria_looks_for_sarah_and_writes_it_down(day):
    assert list(Customer.objects.matching("sarah acme")) == [day.sarah]
    day.ticket = Ticket.create(
        customer=day.sarah,
        subject="Cannot access dashboard",
        description="Customer unable to log in",
        priority=Priority.HIGH,
        channel=Channel.EMAIL,
        by=day.maria,
    )
    assert (day.ticket.status, day.ticket.holder) == (Status.OPEN, None)
    assert seeing(day.team, day.ticket) == {"maria", "alex", "priya", "lisa"}
    assert str(day.ticket.audience()) == "every agent"
    assert list(Ticket.objects.visible_to(day.alex).unassigned()) == [day.ticket]
    assert list(Ticket.objects.waiting()) == [day.ticket]


def alex_takes_it_and_maria_is_told_that_he_was_first(day):
    stale = Ticket.objects.get(pk=day.ticket.pk)
    assert losing_sight(day.ticket, day.alex) is None, "every other agent"
    day.ticket.take(by=day.alex)
    day.ticket.set_status(Status.IN_PROGRESS, by=day.alex)
    with pytest.raises(Taken, match="Alex Kim took it first"):
        stale.take(by=day.maria)
    assert seeing(day.team, day.ticket) == {"alex", "lisa"}
    assert str(day.ticket.audience()) == "Alex Kim and 1 admin"
    mine = Ticket.objects.visible_to(day.alex).held_by(day.alex)
    assert list(mine.unfinished()) == [day.ticket]
    assert not Ticket.objects.visible_to(day.maria).unassigned().exists()
    with pytest.raises(Unseen):
        day.ticket.add_note("May I help?", by=day.maria)
    assert trail(day.ticket, day.maria) == []


def alex_notes_what_he_finds_with_a_file(day):
    log = Upload.stage(ContentFile(b"locked: 5 attempts", name="log.txt"), owner=day.alex)
    day.note = day.ticket.add_note(FOUND, by=day.alex, uploads=[log])
    for name, files in {"alex": ["log.txt"], "lisa": ["log.txt"], "maria": [], "priya": []}.items():
        seen = day.ticket.attachments.visible_to(day.team[name])
        assert [file.name for file in seen] == files


def what_only_admins_should_know_he_does_not_read_again(day):
    before = Ticket.objects.values().get(pk=day.ticket.pk)
    words = "The attempts came from our own network"
    secret = day.ticket.add_note(words, by=day.alex, for_admins=True)
    assert Ticket.objects.values().get(pk=day.ticket.pk) == before
    assert list(day.ticket.notes.visible_to(day.alex)) == [day.note]
    assert list(day.ticket.notes.visible_to(day.lisa)) == [day.note, secret]
    assert not day.ticket.notes.visible_to(day.maria).exists()
    day.last_seen = day.ticket.events.visible_to(day.alex).last().pk


def alex_writes_to_sarah(day):
    to = ["Sarah Chen <sarah.chen@acme.example>"]
    day.mail = day.ticket.write_mail(HELLO, by=day.alex, to=to)
    assert (day.mail.delivery, day.mail.thread.subject) == ("QUEUED", "Cannot access dashboard")
    assert [r.address for r in day.mail.recipients.all()] == ["sarah.chen@acme.example"]
    day.ticket.refresh_from_db()
    assert not day.ticket.customer_waits
    assert day.ticket.first_answered_at == day.mail.created_at
    assert day.ticket.status == Status.IN_PROGRESS, "nothing changes but by a person"


def sarah_answers_by_phone_and_alex_is_stopped_once(day):
    said = day.ticket.record_call("It works now! Thank you!", by=day.lisa)
    assert (said.thread, said.author, said.recorded_by) == (day.mail.thread, day.sarah, day.lisa)
    with pytest.raises(NewerArrived, match="Lisa Brandt wrote while you were writing"):
        day.ticket.write_mail("News?", by=day.alex, to=["s@acme.example"], after=day.last_seen)
    day.ticket.refresh_from_db()
    assert day.ticket.customer_waits
    assert list(Message.objects.visible_to(day.alex)) == [day.mail, said]
    assert not Message.objects.visible_to(day.maria).exists()


def alex_resolves_it(day):
    day.ticket.add_note("Customer confirmed issue resolved", by=day.alex)
    day.resolved = day.ticket.set_status(Status.RESOLVED, by=day.alex)
    assert day.ticket.resolved_at == day.resolved.at
    assert not Ticket.objects.visible_to(day.alex).unfinished().exists()


def lisa_reviews_what_is_resolved_and_closes_it(day):
    resolved = Ticket.objects.visible_to(day.lisa).filter(status=Status.RESOLVED)
    assert list(resolved) == [day.ticket]
    closed = day.ticket.set_status(Status.CLOSED, by=day.lisa)
    with pytest.raises(ClosedTicket):
        day.ticket.add_note("One more thing", by=day.alex)
    with pytest.raises(ReasonRequired, match="Why do you reopen it"):
        day.ticket.set_status(Status.OPEN, by=day.alex)
    assert (day.ticket.closed_at, day.ticket.resolved_at) == (closed.at, day.resolved.at)
    assert seeing(day.team, day.ticket) == {"alex", "lisa"}
    assert day.ticket.version == 5


STORY = [
    ((9, 15), maria_looks_for_sarah_and_writes_it_down),
    ((9, 30), alex_takes_it_and_maria_is_told_that_he_was_first),
    ((9, 45), alex_notes_what_he_finds_with_a_file),
    ((9, 46), what_only_admins_should_know_he_does_not_read_again),
    ((10, 0), alex_writes_to_sarah),
    ((10, 30), sarah_answers_by_phone_and_alex_is_stopped_once),
    ((10, 35), alex_resolves_it),
    ((11, 0), lisa_reviews_what_is_resolved_and_closes_it),
]
BORN = {
    "status": (None, "OPEN"),
    "priority": (None, "HIGH"),
    "customer": (None, "Sarah Chen"),
    "channel": (None, "EMAIL"),
}
TRAIL = [
    ("09:15", "Maria Lopez", "created", BORN),
    ("09:30", "Alex Kim", "taken", {"holder": (None, "Alex Kim")}),
    ("09:30", "Alex Kim", "status_changed", {"status": ("OPEN", "IN_PROGRESS")}),
    ("09:45", "Alex Kim", "noted", {}),
    ("09:46", "Alex Kim", "noted", {}),  # for admins only
    ("10:00", "Alex Kim", "email_written", {"to": (None, ["sarah.chen@acme.example"])}),
    ("10:30", "Lisa Brandt", "call_recorded", {}),
    ("10:35", "Alex Kim", "noted", {}),
    ("10:35", "Alex Kim", "status_changed", {"status": ("IN_PROGRESS", "RESOLVED")}),
    ("11:00", "Lisa Brandt", "status_changed", {"status": ("RESOLVED", "CLOSED")}),
]


def test_the_day_from_nine_to_eleven(day):
    for time, step in STORY:
        with at(*time), coming_via("web"):
            step(day)
    told = [(time, who, what, "web", "", change) for time, who, what, change in TRAIL]
    assert trail(day.ticket, day.lisa) == told
    assert trail(day.ticket, day.alex) == [line for line in told if line[0] != "09:46"]
    assert trail(day.ticket, day.maria) == trail(day.ticket, day.priya) == []


def test_option_b_lisa_gives_it_to_the_group(team, sarah, tech, maria, alex, priya, lisa):
    with at(9, 15):
        ticket = Ticket.create(customer=sarah, subject="Cannot access dashboard", by=maria)
    with at(9, 20):
        ticket.assign(tech, by=lisa, why="They handle login issues")
    assert seeing(team, ticket) == {"alex", "lisa"}
    assert str(ticket.audience()) == "Technical Support (1) and 1 admin"
    assert list(Ticket.objects.held_by(tech)) == [ticket]
    with at(9, 30):
        ticket.take(by=alex)
    assert (ticket.holder_user, ticket.holder_group) == (alex, None)
    assert trail(ticket, alex)[1:] == [
        ("09:20", "Lisa Brandt", "assigned", "command", "They handle login issues", {
            "holder": (None, "Technical Support"),
        }),
        ("09:30", "Alex Kim", "taken", "command", "", {
            "holder": ("Technical Support", "Alex Kim"),
        }),
    ]  # fmt: skip


def test_it_breaks_again_and_lisa_hands_it_over(team, sarah, maria, alex, priya, lisa):
    with at(9, 15):
        ticket = Ticket.create(customer=sarah, subject="Cannot access dashboard", by=maria)
    with at(9, 30):
        ticket.take(by=alex)
        ticket.set_status(Status.RESOLVED, by=alex)
        ticket.set_status(Status.CLOSED, by=alex)
    with at(14, 0):
        ticket.set_status(Status.OPEN, by=alex, why="Sarah is locked out again")
        assert losing_sight(ticket, priya) == ["Alex Kim"]
        with pytest.raises(ReasonRequired, match="Why do you take it from Alex Kim"):
            ticket.assign(priya, by=lisa)
        ticket.assign(priya, by=lisa, why="Alex goes home")
    assert seeing(team, ticket) == {"priya", "lisa"}
    assert (ticket.closed_at, ticket.resolved_at) == (None, None)
    whys = [event.why for event in TicketEvent.objects.visible_to(priya) if event.why]
    assert whys == ["Sarah is locked out again", "Alex goes home"]
