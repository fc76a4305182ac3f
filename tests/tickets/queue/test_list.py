"""The queue: who sees which rows, in which order, in how many statements."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from tests.factories import (
    CompanyFactory,
    CustomerFactory,
    GroupFactory,
    TicketFactory,
    UserFactory,
)
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def numbers(response):
    """The numbers of the rows of a page, from top to bottom."""
    return [ticket.pk for ticket in response.context["listing"].page.rows]


@pytest.fixture
def fill():
    """Return a function that makes many tickets of many people, groups, companies and tags."""

    def filled(count, member):
        by = UserFactory()
        company = CompanyFactory()
        customers = [CustomerFactory(company=company) for _each in range(5)]
        groups = [GroupFactory(members=[member]) for _each in range(max(count // 20, 1))]
        holders = [None, member, *groups]
        for number in range(count):
            TicketFactory(
                by=by,
                customer=customers[number % 5],
                holder=holders[number % len(holders)],
                tags=[f"tag-{number % 7}", "all"],
                priority=1 + number % 3,
            )
        UserFactory.create_batch(count // 10)

    return filled


LINES = [
    "q=",
    "q=is:open",
    "q=is:open+holder:me",
    "q=is:open+group:mine",
    "q=is:open+holder:none+sort:priority-desc",
    "q=is:open+tag:all+-tag:tag-1+sort:status-asc",
    "q=holder:agent-0,none+customer:customer+company:company+created:<2w+question",
]


@pytest.mark.parametrize("query", LINES)
@pytest.mark.parametrize("htmx", [False, True])
def test_statements_do_not_grow(fill, signed_in, query, htmx):
    member = UserFactory(name="agent-0 Kim")
    client = signed_in(member)
    client.get("/tickets/")  # the first request of a session notes its browser

    def statements():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            response = client.get(f"/tickets/?{query}", headers=HTMX if htmx else {})
        assert response.status_code == 200, response.context["listing"].mistakes
        return len(captured), len(numbers(response))

    fill(12, member)
    few, rows = statements()
    fill(110, member)
    many, more_rows = statements()
    assert rows < more_rows
    assert many <= 8
    assert many - few <= 1, "only the count comes on top, when there are more rows than one page"


def test_statements_of_counts_and_suggestions(fill, signed_in, alex, django_assert_max_num_queries):
    fill(60, alex)
    client = signed_in(alex)
    client.get("/tickets/counts/")  # the first request of a session notes its browser
    with django_assert_max_num_queries(4):
        response = client.get("/tickets/counts/")
    assert response.context["counts"]["all"] == "60"
    assert len(response.context["counts"]) == 9
    for query in ("q=", "q=holder:a", "q=customer:c", "q=tag:t", "key=holder&value=a"):
        with django_assert_max_num_queries(6):
            assert client.get(f"/tickets/suggest/?{query}").status_code == 200


def test_an_agent_sees_own_group_and_unassigned_tickets(alex, priya, tech, billing, signed_in):
    own, of_group, free = TicketFactory(holder=alex), TicketFactory(holder=tech), TicketFactory()
    hidden = [TicketFactory(holder=priya), TicketFactory(holder=billing)]
    response = signed_in(alex).get("/tickets/")
    assert set(numbers(response)) == {own.pk, of_group.pk, free.pk}
    for ticket in hidden:
        for line in (f"#{ticket.pk}", "holder:priya", "group:billing", f'"{ticket.subject}"'):
            response = signed_in(alex).get("/tickets/", {"q": line})
            assert numbers(response) == []
            assert response.context["listing"].count == "0"


def test_an_admin_sees_all(alex, priya, lisa, signed_in):
    tickets = [TicketFactory(holder=alex), TicketFactory(holder=priya), TicketFactory()]
    assert set(numbers(signed_in(lisa).get("/tickets/"))) == {ticket.pk for ticket in tickets}


def test_counts_of_the_rail_are_of_what_one_sees(alex, priya, tech, billing, lisa, signed_in):
    for holder, number in ((alex, 1), (tech, 2), (None, 3), (priya, 4), (billing, 5)):
        for _each in range(number):
            TicketFactory(holder=holder)
    TicketFactory(holder=alex, status="CLOSED")
    counts = signed_in(alex).get("/tickets/counts/").context["counts"]
    key = f"group-{tech.pk}"
    mine = {"mine": "1", "my-groups": "2", key: "2"}
    assert counts == {**mine, "unassigned": "3", "all": "6", "inbox": ""}
    counts = signed_in(lisa).get("/tickets/counts/").context["counts"]
    assert counts == {"mine": "0", "unassigned": "3", "all": "15", "inbox": ""}


def test_counting_stops_where_nobody_reads_on(lisa, signed_in):
    ticket = TicketFactory()
    Ticket.objects.bulk_create(
        Ticket(subject="x", customer=ticket.customer, created_by=lisa) for _each in range(1001)
    )
    client = signed_in(lisa)
    assert client.get("/tickets/counts/").context["counts"]["all"] == "999+"
    assert "999+ tickets" in client.get("/tickets/").content.decode()


def test_home_is_mine(alex, signed_in):
    response = signed_in(alex).get("/", follow=True)
    assert response.redirect_chain == [("/tickets/?q=is:open+holder:me", 302)]
    assert '<h1 tabindex="-1" dir="auto">Mine</h1>' in response.content.decode()


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "All open"),
        ("q=is:open+sort:number-asc", "All open"),
        ("q=holder:ME+is:open", "Mine"),
        ("q=is:open+group:mine", "My groups"),
        ("q=is:open+group:%22technical+support%22", "Technical Support"),
        ("q=is:open+holder:none", "Unassigned"),
        ("q=", "All tickets"),
        ("q=tag:x", "Tickets"),
    ],
)
def test_titles(alex, signed_in, query, title):
    assert signed_in(alex).get(f"/tickets/?{query}").context["listing"].title == title


def test_htmx_gets_the_queue_alone(alex, signed_in):
    client = signed_in(alex)
    page, part = client.get("/tickets/"), client.get("/tickets/", headers=HTMX)
    assert b"<main" in page.content
    assert b"<main" not in part.content
    assert b'id="queue"' in part.content
    assert b"<title>All open" in part.content
    assert {page["Vary"], part["Vary"]} == {page["Vary"]}
    assert "HX-Request" in page["Vary"]


def test_a_slip_is_422_and_keeps_what_was_typed(alex, signed_in):
    TicketFactory(subject="Not to be lost")
    client = signed_in(alex)
    page = client.get("/tickets/", {"q": 'statsu:open "x'})
    assert page.status_code == 422
    assert b"<mark>statsu:open</mark>" in page.content
    assert b'value="statsu:open &quot;x"' in page.content
    part = client.get("/tickets/", {"q": "statsu:open"}, headers=HTMX)
    assert part.status_code == 422
    assert part["HX-Retarget"] == "#query-mistakes"
    assert part["HX-Push-Url"] == "false"
    assert b'id="results"' not in part.content


def test_an_unknown_name_is_no_reason_to_show_everything(alex, signed_in):
    TicketFactory(subject="Not to be shown")
    page = signed_in(alex).get("/tickets/", {"q": "holder:zzz"})
    assert page.status_code == 422
    assert b"Not to be shown" not in page.content


@pytest.mark.parametrize(
    "place", ["after=nonsense", "after=1~x", "before=%00", "after=1~2&before=x"]
)
def test_a_garbled_place_shows_the_first_page_and_says_so(alex, signed_in, place):
    ticket = TicketFactory()
    page = signed_in(alex).get(f"/tickets/?q=is:open&{place}")
    assert page.status_code == 200
    assert numbers(page) == [ticket.pk]
    assert "This is the first page" in page.content.decode()


def test_rows_say_who_waits_and_what_for(lisa, signed_in, time_machine):
    now = datetime(2026, 11, 2, 10, 30, tzinfo=UTC)
    time_machine.move_to(now, tick=False)
    with clock.at(now - timedelta(hours=3)):
        ticket = TicketFactory(
            subject="<b>Bold</b>", description="It\n\nsays *no*", tags=["a&b"], priority=3
        )
    page = signed_in(lisa).get("/tickets/").content.decode()
    assert "The customer has been waiting for 3 h" in page
    assert "&lt;b&gt;Bold&lt;/b&gt;" in page
    assert "It says *no*" in " ".join(page.split())
    assert f'formaction="/tickets/{ticket.pk}/take/"' in page
    assert f'href="/tickets/{ticket.pk}/?q=is:open"' in page
    assert 'href="/tickets/?q=tag:a%26b"' in page
    assert 'aria-sort="descending"' in page


def test_the_field_of_a_menu_edits_the_line(alex, signed_in):
    pick = {"q": "is:open sort:number-asc tag:x", "key": "tag", "value": " log in "}
    response = signed_in(alex).get("/tickets/", pick)
    assert response.url == "/tickets/?q=is:open+sort:number-asc+tag:%22log+in%22"
    response = signed_in(alex).get("/tickets/", pick | {"key": "pk__gt"})
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("q=is:open+holder:none", "No unassigned tickets"),
        ("q=is:open+holder:me", "You hold no open tickets."),
        ("q=is:open+group:mine", "Your groups hold no open tickets."),
        ("q=is:open", "No tickets yet"),
        ("q=", "No tickets yet"),
        ("q=is:open+tag:x", "No ticket matches"),
    ],
)
def test_empty_places_say_why(alex, signed_in, query, words):
    page = signed_in(alex).get(f"/tickets/?{query}").content.decode()
    assert words in page
    assert "<table" not in page


def test_a_mistyped_tag_is_guessed_from_tags_one_sees(alex, maria, signed_in):
    TicketFactory(tags=["login"])
    TicketFactory(tags=["zebrafish"], holder=maria)
    page = signed_in(alex).get("/tickets/?q=tag:logn,x").content.decode()
    assert 'href="/tickets/?q=tag:login,x"' in page
    assert "Did you mean tag:login?" in page
    assert "zebrafish" not in signed_in(alex).get("/tickets/?q=tag:zebrafis").content.decode()


def test_an_empty_queue_with_closed_tickets_is_no_first_run(alex, maria, signed_in):
    TicketFactory(status="CLOSED", holder=maria)
    assert "No tickets yet" in signed_in(alex).get("/tickets/").content.decode()
    TicketFactory(status="CLOSED")
    assert (
        "Every ticket that you can see is resolved or closed."
        in signed_in(alex).get("/tickets/").content.decode()
    )
    assert (
        "You are not in a group"
        in signed_in(maria).get("/tickets/?q=is:open+group:mine").content.decode()
    )
