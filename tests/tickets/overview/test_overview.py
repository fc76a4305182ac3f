"""The overview: every number is the length of the list it leads to, for whoever looks."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from core import clock
from tests.factories import TicketFactory, UserFactory
from tickets.models import Ticket
from tickets.overview.page import Overview
from tickets.queue.listing import Listing

URL = "/overview/"


@pytest.fixture
def work(alex, priya, tech, billing, sarah, lisa):
    """Tickets of every status, priority and kind of holder, some old, some waiting."""
    left = UserFactory(name="Tom Reed", email="tom@helpdesk.example")
    holders = [None, alex, priya, tech, billing, left]
    for number in range(24):
        with clock.at(timezone.now() - timedelta(days=number % 8, hours=number)):
            ticket = TicketFactory(
                customer=sarah, by=lisa, priority=number % 3 + 1, holder=holders[number % 6]
            )
            if number % 3 == 0:
                ticket.record_call("Hello?", by=lisa)
            statuses = ["OPEN", "PENDING", "IN_PROGRESS", "RESOLVED", "CLOSED"]
            ticket.set_status(statuses[number % 5], by=lisa, why="for the test")
    closed = Ticket.objects.filter(status="CLOSED").first()
    closed.receive_mail("It broke again", by=lisa, sender=sarah)
    left.deactivate(by=lisa)


def figures(overview):
    """Return every number of an overview."""
    rows = [*overview.statuses, *overview.holders]
    return [*overview.figures, *(figure for row in rows for figure in row.figures)]


@pytest.mark.parametrize("name", ["maria", "alex", "priya", "lisa"])
def test_every_number_is_what_the_queue_shows(work, request, name):
    user = request.getfixturevalue(name)
    shown = figures(Overview(user))
    wrong = [
        (str(figure.line), figure.count, listed)
        for figure in shown
        if (listed := Listing(user, parse_qs_of(figure.line.address())).tickets.count())
        != figure.count
    ]
    assert wrong == []
    assert sum(figure.count for figure in shown) > 0


def parse_qs_of(address):
    """The parameters of an address of the queue."""
    return {key: values[-1] for key, values in parse_qs(address).items()}


def test_an_admin_sees_all_and_an_agent_only_their_own(work, lisa, alex, maria):
    first = {user: Overview(user).figures[0].count for user in (lisa, alex, maria)}
    assert first[lisa] == Ticket.objects.unfinished().count()
    assert first[lisa] > first[alex] > first[maria]


def test_an_agent_learns_nothing_of_what_others_hold(work, alex, priya, signed_in):
    ticket = TicketFactory(holder=priya, subject="The zebrafish is ill", by=priya)
    html = signed_in(alex).get(URL).content.decode()
    assert "zebrafish" not in html
    assert ticket.customer.name not in html
    assert "Priya" not in html
    assert "Billing" not in html


def test_nobody_comes_first_then_who_left(work, lisa):
    heads = [row.head for row in Overview(lisa).holders]
    assert heads[0] is None
    assert heads[1].name == "Tom Reed"
    counts = [row.figures[0].count for row in Overview(lisa).holders[2:]]
    assert counts == sorted(counts, reverse=True)


def test_lists_begin_with_the_oldest(work, lisa):
    overview = Overview(lisa)
    touched = [ticket.last_activity_at for ticket in overview.untouched]
    assert touched == sorted(touched)
    assert (
        touched[0] == Ticket.objects.unfinished().order_by("last_activity_at")[0].last_activity_at
    )
    waiting = [ticket.waiting_since for ticket in overview.waiting]
    assert waiting
    assert waiting == sorted(waiting)


def test_links_lead_into_the_queue(work, lisa, signed_in):
    client = signed_in(lisa)
    html = client.get(URL).content.decode()
    for figure in figures(Overview(lisa)):
        address = f"{reverse('queue')}?{figure.line.address()}"
        assert escape(address) in html
        assert not urlsplit(address).fragment
    assert (
        client.get(f"{reverse('queue')}?{Overview(lisa).all_untouched.address()}").status_code
        == 200
    )


def test_nothing_to_see(maria, signed_in):
    html = signed_in(maria).get(URL).content.decode()
    assert "No open tickets that you can see." in html
    assert "No customer is waiting for an answer." in html


@pytest.mark.parametrize("name", ["alex", "lisa"])
def test_statements_do_not_grow(
    work, request, name, signed_in, sarah, tech, lisa, django_assert_num_queries
):
    user = request.getfixturevalue(name)
    client = signed_in(user)
    client.get(URL)  # the first request of a session notes its browser
    with django_assert_num_queries(11):
        client.get(URL)
    for number in range(8):
        person = UserFactory(name=f"Agent {number}", groups=[tech])
        TicketFactory(customer=sarah, holder=person, by=lisa).record_call("Hm.", by=lisa)
    with django_assert_num_queries(11):
        client.get(URL)
