"""`python -m scripts.bench.fill`: many tickets, of which all holds that holds of those by verbs."""

from collections import Counter

import pytest
from django.db import connection, transaction

from accounts.models import User
from core import markdown
from customers.models import Customer
from scripts.bench.fill import fill_database, main
from tests.demo import invariants
from tickets.choices import Status
from tickets.models import Message, Note, Thread, Ticket, TicketEvent

NUMBER = 500

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def bulk(django_db_setup, django_db_blocker):
    """Fill the database with five hundred tickets beside the demo's; return the lines it said."""
    words = []
    with django_db_blocker.unblock(), transaction.atomic():
        fill_database(NUMBER, say=words.append)
        yield "\n".join(words)
        transaction.set_rollback(True)


def test_everything_holds_that_holds_of_tickets(bulk):
    invariants.check_all(connection)


def test_as_many_as_were_asked_for(bulk):
    assert f"{NUMBER} of {NUMBER} tickets" in bulk
    numbers = list(Ticket.objects.order_by("pk").values_list("pk", flat=True))
    assert len(numbers) > NUMBER
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def test_most_are_closed_and_all_states_occur(bulk):
    states = Counter(Ticket.objects.values_list("status", flat=True))
    assert states.keys() == set(Status)
    assert states["CLOSED"] > NUMBER * 0.7
    held = Ticket.objects.unfinished()
    assert held.unassigned().exists()
    assert held.exclude(holder_user=None).exists()
    assert held.exclude(holder_group=None).exists()


def test_about_three_things_are_said_on_a_ticket(bulk):
    said = Note.objects.count() + Message.objects.count()
    assert 2.5 < said / Ticket.objects.count() < 4
    long = Counter(TicketEvent.objects.values_list("ticket", flat=True))
    assert 0.05 < sum(n >= 20 for n in long.values()) / len(long) < 0.2


def test_the_stored_html_is_that_of_the_text(bulk):
    rows = [*Note.objects.all()[:50], *Message.objects.order_by("-pk")[:50]]
    for row in rows:
        assert row.html == markdown.clean_html(row.body)
    for ticket in Ticket.objects.order_by("-pk")[:50]:
        assert ticket.html == markdown.clean_html(ticket.description)


def test_verbs_go_on_where_bulk_stopped(bulk):
    """Ids are given out here; the database must not give them out again."""
    lisa = User.objects.get(email="lisa@helpdesk.example")
    last = Ticket.objects.order_by("pk").last()
    ticket = Ticket.create(customer=Customer.objects.last(), subject="One more", by=lisa)
    ticket.add_note("Noted.", by=lisa)
    ticket.post("Hello, team.", by=lisa)
    assert ticket.pk == last.pk + 1
    assert Thread.objects.filter(ticket=ticket).count() == 1


def test_it_may_be_done_again(bulk):
    before = Ticket.objects.count(), User.objects.count()
    fill_database(20, say=str)
    assert (Ticket.objects.count(), User.objects.count()) == (before[0] + 20, before[1])


@pytest.mark.parametrize("arguments", [[], ["many"], ["-1"], ["1", "2"]])
def test_it_asks_for_a_number(arguments):
    with pytest.raises(SystemExit, match="How many tickets"):
        main(arguments)
