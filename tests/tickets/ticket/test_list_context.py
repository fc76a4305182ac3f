"""Back to the list one came from, and on to its next ticket, wherever the ticket stands by now."""

import pytest

from tests.factories import TicketFactory

pytestmark = pytest.mark.django_db
LIST = "?q=is:open+sort:number-desc"


@pytest.fixture
def three(maria):
    """Three open tickets, the newest first."""
    return TicketFactory.create_batch(3, by=maria)[::-1]


def links(response):
    """The addresses of the steps in a page."""
    way, ticket = response.context["page"].list_context, response.context["ticket"]
    return {
        name: f"/tickets/{ticket.pk}/{name}/{way.query}&at={way.place_of(ticket)}"
        for name in ("next", "previous")
    }


def test_the_page_leads_back_to_its_row(signed_in, three, maria):
    page = signed_in(maria).get(f"/tickets/{three[0].pk}/{LIST}").content.decode()
    assert f'href="/tickets/{LIST}#t-{three[0].pk}"' in page
    assert "All open" in page
    assert 'data-hotkey="J"' in page
    assert (
        'data-hotkey="J"' not in signed_in(maria).get(f"/tickets/{three[0].pk}/").content.decode()
    )


def test_next_and_previous_walk_through_the_list(signed_in, three, maria):
    client = signed_in(maria)
    steps = links(client.get(f"/tickets/{three[1].pk}/{LIST}"))
    assert client.get(steps["next"])["Location"] == f"/tickets/{three[2].pk}/{LIST}"
    assert client.get(steps["previous"])["Location"] == f"/tickets/{three[0].pk}/{LIST}"
    steps = links(client.get(f"/tickets/{three[2].pk}/{LIST}"))
    assert client.get(steps["next"])["Location"] == f"/tickets/{LIST}"


def test_what_left_the_list_still_leads_on(signed_in, three, maria, lisa):
    client = signed_in(maria)
    steps = links(client.get(f"/tickets/{three[1].pk}/{LIST}"))
    three[1].set_status("CLOSED", by=lisa, why="spam")
    three[2].assign(lisa, by=lisa)
    assert client.get(steps["previous"])["Location"] == f"/tickets/{three[0].pk}/{LIST}"
    assert client.get(steps["next"])["Location"] == f"/tickets/{LIST}", "the next is not seen"


@pytest.mark.parametrize("query", ["", "?q=is:open&at=x", "?q=is:nonsense&at=1~1", "?at=1~1"])
def test_a_broken_way_leads_to_the_queue(signed_in, three, maria, query):
    response = signed_in(maria).get(f"/tickets/{three[0].pk}/next/{query}")
    assert response.status_code == 302
    assert response["Location"].startswith("/tickets/")


@pytest.mark.parametrize("htmx", [False, True])
def test_a_change_stays_in_the_list_one_came_from(signed_in, three, maria, billing, htmx):
    url = f"/tickets/{three[0].pk}/"
    came_from = f"http://testserver{url}{LIST}"
    headers = (
        {"HX-Request": "true", "HX-Current-URL": came_from} if htmx else {"Referer": came_from}
    )
    client = signed_in(maria)
    response = client.post(f"{url}priority/", {"priority": "3"}, headers=headers)
    if htmx:
        assert f'href="/tickets/{LIST}#t-' in response.content.decode()
    else:
        assert response["Location"] == url + LIST
    data = {"holder": f"group:{billing.pk}"}
    response = client.post(f"{url}assignment/", data, headers=headers)
    assert (
        response.headers.get("HX-Redirect", response.headers.get("Location")) == f"/tickets/{LIST}"
    )
