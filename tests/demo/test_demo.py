"""`manage.py demo`: a month at a helpdesk, lived through the verbs."""

import io
from collections import Counter

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.db import connection
from PIL import Image

from accounts.models import User
from customers.models import Company, Customer
from demo.people import PASSWORD
from tests.demo import invariants
from tickets.choices import Channel, Priority, Status
from tickets.models import Attachment, Message, Note, Revision, Thread, Ticket, TicketEvent

pytestmark = pytest.mark.django_db


def test_everything_holds_that_holds_of_tickets(demo):
    invariants.check_all(connection)


def test_some_forty_tickets_of_every_sort(demo):
    tickets = list(Ticket.objects.with_people())
    assert 40 <= len(tickets) <= 60
    assert {ticket.status for ticket in tickets} == set(Status)
    assert {ticket.priority for ticket in tickets} == set(Priority)
    assert {ticket.channel for ticket in tickets} == set(Channel)
    unfinished = Counter(
        ticket.holder and type(ticket.holder).__name__ for ticket in tickets if ticket.is_unfinished
    )
    assert unfinished.keys() == {"User", "Group", None}
    assert min(unfinished.values()) >= 4


def test_what_points_people_to_their_work_is_there(demo):
    assert Ticket.objects.waiting().count() >= 5
    assert Ticket.objects.written_after_closing().count() == 1
    assert Ticket.objects.held_by_someone_who_left().count() == 1
    assert User.objects.left().count() == 1


def test_every_way_to_speak_is_used(demo):
    kinds = set(Message.objects.values_list("kind", "direction"))
    assert kinds == {("EMAIL", "OUT"), ("EMAIL", "IN"), ("TEAM", "OUT"), ("CALL", "IN")}
    assert set(Note.objects.values_list("visibility", flat=True)) == {"TEAM", "ADMINS"}
    several = Counter(Thread.objects.filter(kind="OUTSIDE").values_list("ticket", flat=True))
    assert several.most_common(1)[0][1] == 2
    assert set(Revision.objects.values_list("field", flat=True)) == {
        "body", "subject", "description",
    }  # fmt: skip
    wanted = {"undone", "note_hidden", "note_edited", "customer_changed", "released", "downloaded"}
    assert wanted <= set(TicketEvent.objects.values_list("kind", flat=True))


def test_the_files_are_what_they_say(demo):
    types = Counter(Attachment.objects.values_list("content_type", flat=True))
    assert types.keys() == {"image/png", "application/pdf", "text/plain"}
    for attachment in Attachment.objects.filter(content_type="image/png"):
        with attachment.file.open() as stored:
            assert Image.open(stored).size == (attachment.width, attachment.height)
    for attachment in Attachment.objects.filter(content_type="application/pdf"):
        assert attachment.file.read().rstrip().endswith(b"%%EOF")


def test_the_story_is_lived_as_far_as_the_picture_shows(demo):
    ticket = Ticket.objects.get(subject="Cannot access dashboard")
    assert (ticket.pk, str(ticket.holder)) == (1042, "Alex Kim")
    assert (ticket.status, ticket.get_priority_display()) == ("IN_PROGRESS", "Medium")
    assert ticket.customer_waits
    assert (str(ticket.customer), str(ticket.customer.company)) == ("Sarah Chen", "Acme Corp")
    assert ticket.customer.emails.count() == 2
    assert ticket.customer.phones.count() == 1
    times = [f"{event.at:%H:%M}" for event in ticket.events.all()]
    assert (times[0], times[-1]) == ("09:15", "10:57")


def test_the_printed_sign_ins_work(demo):
    lines = [line.split(maxsplit=2) for line in demo.splitlines() if "@" in line]
    assert [line[0].partition("@")[0] for line in lines[:3]] == ["maria", "alex", "lisa"]
    assert len(lines) == User.objects.active().count()
    for address, role, password in lines:
        person = User.objects.get(email=address)
        assert person.check_password(password)
        assert person.get_role_display() == role
        validate_password(password, person)


def test_a_second_time_it_refuses_in_words(demo):
    before = Ticket.objects.count()
    with pytest.raises(CommandError, match="There is data"):
        call_command("demo")
    words = io.StringIO()
    call_command("demo", if_empty=True, stdout=words)
    assert PASSWORD in words.getvalue()
    assert Ticket.objects.count() == before


def test_companies_and_customers_have_a_past(demo):
    assert Company.objects.get(name="Tidewater Foods").events.filter(kind="edited").exists()
    assert Customer.objects.filter(emails=None).exclude(phones=None).count() == 2
