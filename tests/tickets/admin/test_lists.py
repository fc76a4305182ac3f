"""Lists of the Django admin: filters, search, actions with a reason, and how little they ask."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core import clock
from tests.factories import CompanyFactory, CustomerFactory, TicketFactory
from tickets.models import Ticket, TicketEvent

TICKETS = reverse("admin:tickets_ticket_changelist")


@pytest.fixture
def desk(signed_in, lisa):
    """Lisa's browser, in use already."""
    client = signed_in(lisa)
    client.get(reverse("admin:index"))
    return client


@pytest.fixture
def tickets(sarah, alex, maria, tech, lisa):
    """One of each kind that a lead looks for, by name."""
    with clock.at(timezone.now() - timedelta(days=10)):
        old = TicketFactory(customer=sarah, subject="Old one")
    other = CustomerFactory(name="Tom Reed", company=CompanyFactory(name="Northgate Foods"))
    made = {
        "old": old,
        "mine": TicketFactory(customer=sarah, holder=alex, tags=["login"]),
        "left": TicketFactory(customer=sarah, holder=maria, priority=3),
        "team": TicketFactory(customer=sarah, holder=tech),
        "north": TicketFactory(customer=other, holder=lisa, status="RESOLVED"),
        "closed": TicketFactory(customer=other, holder=lisa, status="CLOSED"),
    }
    maria.deactivate(by=lisa)
    return made


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("view=unassigned", "old"),
        ("view=held_by_someone_who_left", "left"),
        ("view=unfinished", "old mine left team"),
        ("view=waiting", "old mine left team"),
        ("view=nonsense", "old mine left team north closed"),
        ("status__exact=RESOLVED", "north"),
        ("priority__exact=3", "left"),
        ("holder=user:{alex}", "mine"),
        ("holder=none", "old"),
        ("holder=user:x", ""),
        ("group=group:{tech}", "team"),
        ("company=north", "north closed"),
        ("tag=LOGIN", "mine"),
        ("untouched=7", "old"),
        ("q=%23{old}", "old"),
        ("q=tom", "north closed"),
        ("q=old+one", "old"),
        ("q=one+sarah", "old"),
        ("q=%22Old+one%22", "old"),
        ("q=%22one+Old%22", ""),
        ("holder=user:{alex}&tag=login&status__exact=OPEN", "mine"),
    ],
)
def test_a_lead_finds_tickets(
    desk, tickets, alex, tech, django_assert_max_num_queries, query, found
):
    query = query.format(alex=alex.pk, tech=tech.pk, old=tickets["old"].pk)
    with django_assert_max_num_queries(15):
        answer = desk.get(f"{TICKETS}?{query}")
    shown = {ticket.pk for ticket in answer.context["cl"].result_list}
    assert shown == {tickets[name].pk for name in found.split()}


def test_a_typed_filter_keeps_the_others(desk, tickets):
    page = desk.get(f"{TICKETS}?status__exact=OPEN&company=acme").content.decode()
    assert '<input type="hidden" name="status__exact" value="OPEN">' in page
    assert 'name="company" value="acme"' in page


def test_a_period_is_chosen_without_reading_the_whole_table(desk, tickets):
    now = timezone.localtime()
    page = desk.get(TICKETS).content.decode()
    assert f"created_at__month={now.month}" in page
    month = f"{TICKETS}?created_at__year={now.year}&created_at__month={now.month}"
    assert f"created_at__day={now.day}" in desk.get(month).content.decode()
    day = desk.get(f"{month}&created_at__day={now.day}")
    assert tickets["old"] not in day.context["cl"].result_list
    assert desk.get(f"{TICKETS}?created_at__year=1999&created_at__month=77").status_code < 500


def act(desk, action, tickets, **form):
    """Choose tickets and an action; with a form, send that too."""
    chosen = {"action": action, "_selected_action": [ticket.pk for ticket in tickets]}
    return desk.post(TICKETS, {**chosen, **({"apply": "1", **form} if form else {})}, follow=True)


def test_an_action_asks_for_its_value_and_its_reason(desk, tickets):
    page = act(desk, "set_priority", [tickets["mine"], tickets["team"]]).content.decode()
    assert 'name="priority"' in page
    assert 'name="why"' in page
    assert str(tickets["team"]) in page


@pytest.mark.parametrize(
    ("action", "form", "kind"),
    [
        ("set_priority", {"priority": 3}, "priority_changed"),
        ("set_status", {"status": "PENDING"}, "status_changed"),
        ("assign", {"holder": "user:{lisa}"}, "assigned"),
        ("release", {}, "released"),
    ],
)
def test_an_action_calls_the_verb_of_each_in_one_batch(desk, tickets, lisa, action, form, kind):
    chosen = [tickets["mine"], tickets["team"]]
    form = {name: str(value).format(lisa=lisa.pk) for name, value in form.items()}
    page = act(desk, action, chosen, why="all at once", **form).content.decode()
    assert f"Done for #{chosen[0].pk}, #{chosen[1].pk}." in page
    events = TicketEvent.objects.filter(kind=kind, why="all at once", via="admin")
    assert {event.ticket_id for event in events} == {ticket.pk for ticket in chosen}
    assert len({event.batch for event in events}) == 1


def test_what_an_action_refuses_is_named_and_stays_chosen(desk, tickets):
    chosen = [tickets["mine"], tickets["closed"]]
    page = act(desk, "set_priority", chosen, priority=3, why="urgent").content.decode()
    assert "is closed. Reopen it to change it" in page
    assert 'value="urgent"' in page
    assert str(tickets["closed"]) in page
    assert str(tickets["mine"]) not in page
    assert Ticket.objects.get(pk=tickets["mine"].pk).priority == 3


def test_an_action_without_a_reason_that_is_needed_changes_nothing(desk, tickets):
    page = act(desk, "release", [tickets["mine"]], why="").content.decode()
    assert "Why do you take it from Alex Kim?" in page
    assert Ticket.objects.get(pk=tickets["mine"].pk).holder is not None


def test_an_action_takes_no_more_than_it_can_do_at_once(desk, tickets, monkeypatch):
    monkeypatch.setattr("tickets.admin.bulk.MOST", 1)
    chosen = [tickets["mine"], tickets["team"]]
    page = act(desk, "release", chosen, why="x").content.decode()
    assert "more than 1 tickets" in page


def lists():
    """The lists of our own apps."""
    ours = {"accounts", "customers", "tickets", "auth"}
    options = (model._meta for model in admin.site._registry)
    return sorted(f"{o.app_label}_{o.model_name}" for o in options if o.app_label in ours)


def fill(lisa):
    """Make thirty rows of all that a list shows."""
    for n in range(30):
        customer = CustomerFactory(emails=[f"c{n}@x.example"], company=CompanyFactory())
        ticket = TicketFactory(customer=customer, tags=[f"tag{n}"], holder=lisa)
        ticket.add_note("A note", by=lisa)
        ticket.edit(subject=f"Edited {n}", by=lisa)
        ticket.post("Who knows?", by=lisa)


def test_a_list_of_25_rows_asks_at_most_15_questions(desk, tickets, lisa):
    fill(lisa)
    asked = {}
    for name in lists():
        with CaptureQueriesContext(connection) as questions:
            answer = desk.get(reverse(f"admin:{name}_changelist"))
        assert answer.status_code == 200, name
        assert len(answer.context["cl"].result_list) <= 50, name
        asked[name] = len(questions)
    assert {name: count for name, count in asked.items() if count > 15} == {}


def test_a_long_list_is_not_counted_to_its_end(desk, tickets, monkeypatch):
    monkeypatch.setattr("core.admin.lists.MOST", 2)
    assert desk.get(TICKETS).context["cl"].result_count == 2


def test_a_word_is_looked_for_once(desk, tickets, django_assert_max_num_queries):
    with django_assert_max_num_queries(15) as asked:
        desk.get(f"{TICKETS}?q=one")
    searches = [one["sql"] for one in asked.captured_queries if "%one%" in one["sql"]]
    of_known_rows = [sql for sql in searches if '"tickets_ticket"."id" IN (' in sql]
    assert (len(searches), len(of_known_rows)) == (2, 1)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("tickets_ticketevent", "tagged"),
        ("tickets_ticketevent", "email_send_undone"),
        ("accounts_accountevent", "exported"),
        ("customers_customerevent", "registered"),
        ("mail_mailevent", "ticket_made"),
    ],
)
def test_every_kind_can_be_filtered_by(desk, tickets, name, kind):
    page = desk.get(reverse(f"admin:{name}_changelist"), {"kind": kind, "via": "web"})
    assert f'<option value="{kind}" selected>' in page.content.decode()
