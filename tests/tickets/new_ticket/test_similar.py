"""Tickets of a similar subject stand beside a new one: those that its writer sees."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import TicketFactory
from tickets.search import similar as module
from tickets.search.similar import similar

SIMILAR = "/tickets/new/similar/"
HTMX = {"HX-Request": "true"}
pytestmark = pytest.mark.django_db


def subjects(*args, **kwargs):
    return [row.subject for row in similar(*args, **kwargs)]


@pytest.fixture
def asked(sarah, maria, alex):
    """What was asked before, the last first; one of it is out of Maria's sight."""
    for subject, holder in (
        ("Cannot see dashboard after update", None),
        ("Invoices go to the old address", None),
        ("Dashboard of Alex says account locked", alex),
        ("Dashboards say “account locked”", None),
    ):
        TicketFactory(customer=sarah, subject=subject, holder=holder, by=maria)


def test_the_likest_come_first_and_nothing_out_of_sight(asked, maria, alex):
    found = subjects("Dashboard: ACCOUNT locked!", maria)
    assert found == ["Dashboards say “account locked”", "Cannot see dashboard after update"]
    assert "Dashboard of Alex says account locked" in subjects("account locked", alex)


@pytest.mark.parametrize("subject", ["", "a", "?!", "zebra crossing"])
def test_nothing_is_like_it(asked, maria, subject):
    assert subjects(subject, maria) == []


def test_a_word_that_all_have_tells_less_than_a_rare_one(maria, sarah):
    for number in range(8):
        TicketFactory(customer=sarah, subject=f"Question {number} about login", by=maria)
    TicketFactory(customer=sarah, subject="Passkey is gone", by=maria)
    assert subjects("Question about passkey", maria)[0] == "Passkey is gone"
    assert len(similar("login", maria)) == module.SHOWN


def test_only_what_moved_last_is_looked_at(asked, maria, sarah, monkeypatch):
    monkeypatch.setattr(module, "RECENT", 1)
    assert subjects("account dashboard address", maria) == ["Dashboards say “account locked”"]


def test_one_statement_and_none_without_words(asked, maria, django_assert_num_queries):
    with django_assert_num_queries(1):
        similar("dashboard", maria)
    with django_assert_num_queries(0):
        similar("", maria)


def test_it_stands_beside_the_form_and_follows_what_is_typed(asked, signed_in, maria, sarah):
    client = signed_in(maria)
    typed = client.get(SIMILAR, {"subject": "account locked"}, headers=HTMX).content.decode()
    assert "Dashboards say" in typed
    assert "1 ticket has a similar subject" in typed
    beside = client.get("/tickets/new/beside/", {"subject": "account locked"}, headers=HTMX)
    assert "Dashboards say" in beside.content.decode()
    both = {"subject": "account locked", "customer": sarah.pk}
    page = client.get("/tickets/new/beside/", both, headers=HTMX).content.decode()
    assert page.count("Dashboards say") == 1, "it stands among hers already"


def test_without_a_script_the_whole_form_comes_back(asked, signed_in, maria, filled):
    sent = filled(subject="account locked", description="Kept")
    page = signed_in(maria).post(SIMILAR, sent).content.decode()
    assert "Dashboards say" in page
    assert "Kept" in page
    assert "aria-invalid" not in page
    assert signed_in(maria).get(SIMILAR).status_code == 200


def test_it_costs_one_statement_of_the_answer(asked, signed_in, maria):
    client = signed_in(maria)

    def asking(**data):
        client.get(SIMILAR, data, headers=HTMX)
        with CaptureQueriesContext(connection) as statements:
            client.get(SIMILAR, data, headers=HTMX)
        return len(statements)

    assert asking(subject="account locked") == asking(subject="") + 1 <= 8
