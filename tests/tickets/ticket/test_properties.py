"""Changing a ticket by its forms: done, refused with words, or met by somebody else's change."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import CustomerFactory, GroupFactory, UserFactory
from tests.tickets.sight import losing_sight
from tickets.ticket.holder_choices import HolderChoices

pytestmark = pytest.mark.django_db


def told(response):
    """The messages that an answer leaves."""
    return [str(message) for message in get_messages(response.wsgi_request)]


CHANGES = [
    ("status", {"status": "PENDING"}, "status", "PENDING"),
    ("priority", {"priority": "3"}, "priority", 3),
    ("subject", {"subject": "  Cannot   sign in "}, "subject", "Cannot sign in"),
    ("description", {"description": "It is locked."}, "description", "It is locked."),
    ("channel", {"channel": "phone"}, "channel", "phone"),
]


@pytest.mark.parametrize(("name", "data", "field", "value"), CHANGES, ids=lambda v: str(v)[:20])
def test_a_plain_form_changes_it_and_leads_back(signed_in, ticket, alex, name, data, field, value):
    url = f"/tickets/{ticket.pk}/{name}/"
    response = signed_in(alex).post(url, {**data, "why": "asked to"})
    assert (response.status_code, response["Location"]) == (303, f"/tickets/{ticket.pk}/")
    ticket.refresh_from_db()
    assert getattr(ticket, field) == value
    assert ticket.events.last().why == "asked to"


@pytest.mark.parametrize(("name", "data", "field", "value"), CHANGES, ids=lambda v: str(v)[:20])
def test_htmx_gets_the_parts_that_changed(
    signed_in, ticket, alex, by_htmx, name, data, field, value
):
    url = f"/tickets/{ticket.pk}/{name}/"
    response = signed_in(alex).post(url, data, headers=by_htmx)
    page = response.content.decode()
    assert response.status_code == 200
    for part in ("ticket-head", "timeline", "context", "toasts"):
        assert f'id="{part}"' in page
    assert 'id="id_body"' not in page, "what is being written stays as it is"
    assert "<html" not in page


def test_tags_and_the_customer_change_too(signed_in, ticket, alex):
    client, other = signed_in(alex), CustomerFactory(name="David Park")
    client.post(f"/tickets/{ticket.pk}/tags/", {"tags": "Login, reports"})
    client.post(f"/tickets/{ticket.pk}/customer/", {"customer": other.pk})
    ticket.refresh_from_db()
    assert [tag.name for tag in ticket.tags.all()] == ["login", "reports"]
    assert ticket.customer == other


def test_customers_are_found_by_what_one_knows(signed_in, ticket, alex, by_htmx):
    CustomerFactory(name="David Park", phones=["+44 20 7946 0857"])
    url = f"/tickets/{ticket.pk}/customer/"
    for find in ("park", "020 7946 0857"):
        page = signed_in(alex).get(url, {"find": find}, headers=by_htmx).content.decode()
        assert "David Park" in page
    assert "No customer found." in signed_in(alex).get(url, {"find": "zzz"}).content.decode()


REFUSED = [
    ("status", {"status": "LOST"}, "is no status"),
    ("status", {"status": "CLOSED"}, "Why do you close it? It was not resolved."),
    ("status", {"status": "PENDING", "why": "x" * 201}, "at most 200 characters"),
    ("priority", {"priority": "9"}, "“9” is no priority"),
    ("subject", {"subject": " "}, "A ticket needs a subject."),
    ("subject", {"subject": "x" * 10_000}, "This has 10000 characters; at most 200 fit."),
    ("assignment", {"holder": "user:99999"}, "There is no such person or group."),
    ("tags", {"tags": "x" * 41}, "A tag has at most 40 characters."),
    ("customer", {"customer": "99999"}, "Select a valid choice"),
    ("channel", {"channel": "pigeon"}, "“pigeon” is no channel"),
]


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(("name", "data", "words"), REFUSED, ids=lambda v: str(v)[:40])
def test_what_cannot_be_is_refused_in_words_and_kept_as_typed(
    signed_in, ticket, alex, by_htmx, name, data, words, htmx
):
    url = f"/tickets/{ticket.pk}/{name}/"
    response = signed_in(alex).post(url, data, headers=by_htmx if htmx else {})
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert 'aria-invalid="true"' in page or name == "customer"
    if "subject" in data and data["subject"].strip():
        assert data["subject"] in page
    assert ticket.events.count() == 1


def test_taking_from_a_colleague_asks_why_beforehand(signed_in, ticket, alex, lisa):
    ticket.take(by=alex)
    client, url = signed_in(lisa), f"/tickets/{ticket.pk}/assignment/"
    page = client.get(url).content.decode()
    assert "Why do you take it from Alex Kim?" in page
    assert "required" in page
    assert "is away" in page
    response = client.post(url, {"holder": f"user:{lisa.pk}"})
    assert response.status_code == 422
    assert "Why do you take it from Alex Kim?" in response.content.decode()
    assert client.post(url, {"holder": f"user:{lisa.pk}", "why": "is away"}).status_code == 303


def test_a_handover_out_of_sight_leads_to_the_queue(signed_in, ticket, alex, billing, by_htmx):
    ticket.take(by=alex)
    client = signed_in(alex)
    url, data = f"/tickets/{ticket.pk}/assignment/", {"holder": f"group:{billing.pk}"}
    response = client.post(url, data, headers=by_htmx)
    assert response["HX-Redirect"] == "/tickets/"
    assert told(response) == [f"#{ticket.pk} assigned to Billing. You can no longer see it."]
    event = ticket.events.last()
    response = client.post(f"/undo/{event.pk}/", {"next": f"/tickets/{ticket.pk}/"})
    assert response["Location"] == f"/tickets/{ticket.pk}/"
    ticket.refresh_from_db()
    assert ticket.holder == alex


def test_an_undo_that_leaves_it_unseen_shows_nothing_of_it(signed_in, ticket, alex, billing):
    ticket.assign(billing, by=alex)
    event = ticket.set_priority(3, by=UserFactory(role="admin"))
    mine = ticket.events.get(kind="assigned")
    UserFactory._meta.model.objects.filter(pk=alex.pk).update(role="agent")
    client = signed_in(alex)
    assert client.post(f"/undo/{event.pk}/").status_code == 404
    ticket.assign(alex, by=UserFactory(role="admin"))
    ticket.assign(billing, by=UserFactory(role="admin"), why="theirs")
    response = client.post(f"/undo/{mine.pk}/", {"next": f"/tickets/{ticket.pk}/"})
    assert response["Location"] == "/tickets/"
    assert "changed it since; nothing was undone." in told(response)[0]


@pytest.mark.parametrize("next_url", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_an_undo_leads_nowhere_else(signed_in, ticket, alex, next_url):
    event = ticket.set_priority(3, by=alex)
    response = signed_in(alex).post(f"/undo/{event.pk}/", {"next": next_url})
    assert response["Location"] == f"/tickets/{ticket.pk}/"


def test_a_second_undo_is_refused_in_words(signed_in, ticket, alex, by_htmx):
    event = ticket.set_priority(3, by=alex)
    client = signed_in(alex)
    assert client.post(f"/undo/{event.pk}/", headers=by_htmx).status_code == 200
    response = client.post(f"/undo/{event.pk}/", headers=by_htmx)
    assert response.status_code == 409
    assert "undone already" in response.content.decode()


MEETINGS = [
    ("status", "OPEN", "PENDING", "set <b>In progress</b>", "You chose Pending."),
    ("priority", "2", "1", "set priority <b>High</b>, was Medium", "You chose Low."),
    (
        "holder",
        "",
        "user:{lisa}",
        "assigned it to <b>Technical Support</b>",
        "You chose Lisa Brandt.",
    ),
    ("tags", "", "login", "tagged it <b>reports</b>", "You chose login."),
]


@pytest.mark.parametrize(("field", "seen", "mine", "theirs", "yours"), MEETINGS)
def test_two_changes_of_one_field_meet_and_both_are_shown(
    signed_in, ticket, maria, lisa, tech, by_htmx, field, seen, mine, theirs, yours
):
    ticket.change(by=maria, kind="status_changed", status="IN_PROGRESS")
    ticket.set_priority(3, by=maria)
    ticket.set_tags(["reports"], by=maria)
    ticket.assign(tech, by=maria)
    mine = mine.format(lisa=lisa.pk)
    url = f"/tickets/{ticket.pk}/{'assignment' if field == 'holder' else field}/"
    data = {field: mine, "seen": seen, "why": "because of me"}
    client, before = signed_in(lisa), ticket.events.count()
    response = client.post(url, data, headers=by_htmx)
    page = response.content.decode()
    assert response.status_code == 409
    assert f"Maria Lopez {theirs}" in page
    assert yours in page
    assert "because of me" in page
    assert ticket.events.count() == before
    again = {**data, "seen": response.context["page"].conflict.form.now}
    assert client.post(url, again, headers=by_htmx).status_code == 200
    assert ticket.events.count() == before + 1


def test_a_text_that_met_another_is_kept_beside_it(signed_in, ticket, maria, alex):
    ticket.edit(by=maria, subject="Cannot sign in")
    data = {"subject": "No dashboard", "seen": "Cannot access dashboard"}
    response = signed_in(alex).post(f"/tickets/{ticket.pk}/subject/", data)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Maria Lopez changed this meanwhile" in page
    assert 'value="No dashboard"' in page
    assert 'name="seen" value="Cannot sign in"' in page


def test_fields_do_not_meet_each_other(signed_in, ticket, maria, alex):
    ticket.set_priority(3, by=maria)
    data = {"status": "PENDING", "seen": "OPEN"}
    assert signed_in(alex).post(f"/tickets/{ticket.pk}/status/", data).status_code == 303


def test_what_somebody_holds_who_left_can_be_handed_on(signed_in, ticket, alex, lisa):
    ticket.take(by=alex)
    alex.deactivate(by=lisa)
    data = {"holder": "", "seen": f"user:{alex.pk}", "why": "has left"}
    response = signed_in(lisa).post(f"/tickets/{ticket.pk}/assignment/", data)
    assert response.status_code == 303


def test_a_closed_ticket_offers_only_to_be_reopened(signed_in, ticket, alex, lisa, by_htmx):
    ticket.set_status("CLOSED", by=lisa, why="done")
    client = signed_in(alex)
    response = client.post(f"/tickets/{ticket.pk}/priority/", {"priority": "3"})
    assert response.status_code == 422
    assert "is closed. Reopen it to change it." in response.content.decode()
    url = f"/tickets/{ticket.pk}/status/"
    response = client.post(url, {"status": "OPEN"}, headers=by_htmx)
    assert response.status_code == 422
    assert "Why do you reopen it?" in response.content.decode()
    response = client.post(url, {"status": "OPEN", "why": "again"}, headers=by_htmx)
    assert response.status_code == 200
    assert 'id="id_body"' in response.content.decode()


def test_the_menu_of_holders_says_of_each_who_loses_sight(ticket, maria, alex, priya, lisa, tech):
    def differs(holder, words):
        names = losing_sight(ticket, holder)
        if names is None:
            return words != "All other agents will no longer see it"
        return bool(names) != bool(words)

    for present in (None, tech, alex, lisa):
        ticket.assign(present, by=lisa, why="moved")
        handover = HolderChoices(ticket, lisa)
        wrong = [c for c in handover.choices if differs(c.holder, handover._loss(c.holder))]
        assert wrong == []


def test_the_menu_of_holders_costs_the_same_for_any_number(signed_in, ticket, alex, by_htmx):
    client, counts = signed_in(alex), []
    client.get("/tickets/0/")
    for _ in range(2):
        groups = GroupFactory.create_batch(5)
        UserFactory.create_batch(10, groups=groups)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/tickets/{ticket.pk}/assignment/", headers=by_htmx)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 9
