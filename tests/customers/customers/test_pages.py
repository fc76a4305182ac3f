"""The lists and pages of customers and companies, with the tickets that each reader sees."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.models import Customer
from tests.customers.conftest import HTMX, text
from tests.factories import CompanyFactory, CustomerFactory, TicketFactory, UserFactory

# --- Lists -----------------------------------------------------------------------------------


def test_customers_stand_by_name_a_page_at_a_time(agent, maria):
    for number in range(60):
        CustomerFactory(name=f"Person {number:02}", by=maria)
    first = text(agent.get("/customers/"))
    assert "Person 00" in first
    assert "Person 49" in first
    assert "Person 50" not in first
    after = Customer.objects.get(name="Person 49").pk
    assert f'href="?after={after}"' in first
    second = text(agent.get("/customers/", {"after": after}))
    assert "Person 49" not in second
    assert "Person 59" in second
    assert 'href="?after=' not in second


def test_equal_names_are_neither_lost_nor_shown_twice(agent, maria):
    for number in range(55):
        CustomerFactory(name="Sam", job_title=f"sam{number:02}", by=maria)
    last = Customer.objects.order_by("id")[49].pk
    shown = [text(agent.get("/customers/", params)) for params in ({}, {"after": last})]
    assert [page.count(">Sam<") for page in shown] == [50, 5]


@pytest.mark.parametrize("after", ["999999", "rubbish", "9" * 40, "-1"])
def test_an_address_that_leads_nowhere_shows_the_beginning(agent, sarah, after):
    assert "Sarah Chen" in text(agent.get("/customers/", {"after": after}))


def test_the_list_is_narrowed_by_anything_one_knows(agent, maria, sarah):
    CustomerFactory(name="David Park", by=maria)
    for q in ("sarah", "chen acme", "SARAH.CHEN@", "020 7183 8750", "7183 8750"):
        page = text(agent.get("/customers/", {"q": q}))
        assert "Sarah Chen" in page, q
        assert "David Park" not in page, q
    nobody = text(agent.get("/customers/", {"q": "<zebra>"}))
    assert "Nobody matches “&lt;zebra&gt;”" in nobody


def test_htmx_gets_the_list_alone(agent, sarah):
    answer = agent.get("/customers/", {"q": "sarah"}, headers=HTMX)
    assert text(answer).lstrip().startswith('<div id="customers">')
    assert "HX-Request" in answer["Vary"]


def test_companies_with_their_customers_counted(agent, maria, sarah):
    CompanyFactory(name="Northgate Foods", by=maria)
    page = text(agent.get("/companies/"))
    assert page.index("Acme Corp") < page.index("Northgate Foods")
    assert "acme.example" in page
    found = text(agent.get("/companies/", {"q": "ACME.ex"}))
    assert "Northgate" not in found


# --- Who sees what ---------------------------------------------------------------------------


def test_hidden_tickets_are_neither_named_nor_counted(signed_in, maria, alex, lisa, sarah):
    """Alex holds one of three: Maria sees and counts two, Alex and Lisa three."""
    for subject in ("Dashboard is slow", "Add a contact"):
        TicketFactory(customer=sarah, subject=subject, by=maria)
    TicketFactory(customer=sarah, subject="Zebrafish", holder=alex, by=maria)
    places = [f"/customers/{sarah.pk}/", f"/companies/{sarah.company.pk}/"]
    for user, count in ((maria, 2), (alex, 3), (lisa, 3)):
        client = signed_in(user)
        for place in places:
            page = text(client.get(place))
            assert f'<span class="tabs__count">{count}</span>' in page
            assert ("Zebrafish" in page) == (count == 3)
        for place in ("/customers/", "/companies/", f"/companies/{sarah.company.pk}/customers/"):
            assert f'people__open table__end">{count}<' in text(client.get(place)), place
    colleague = CustomerFactory(name="David Park", company=sarah.company, by=maria)
    assert "2 open" in text(signed_in(maria).get(f"/customers/{colleague.pk}/"))


def test_open_tickets_stand_before_those_done(agent, maria, sarah):
    TicketFactory(customer=sarah, subject="Old question", status="RESOLVED", by=maria)
    TicketFactory(customer=sarah, subject="New question", by=maria)
    page = text(agent.get(f"/customers/{sarah.pk}/"))
    assert page.index("New question") < page.index("Done") < page.index("Old question")


def test_more_than_a_page_shows_leads_to_the_queue(agent, maria, sarah):
    for _ in range(26):
        TicketFactory(customer=sarah, by=maria)
    page = text(agent.get(f"/customers/{sarah.pk}/"))
    assert "Show all 26" in page
    assert f"/tickets/?q=customer:%23{sarah.pk}" in page
    assert "Show all 26" in text(agent.get(f"/companies/{sarah.company.pk}/"))


def test_nobody_there_is_404(agent):
    for place in ("customers", "companies"):
        for page in ("", "history/", "details/", "notes/"):
            assert agent.get(f"/{place}/999999/{page}").status_code == 404


# --- Cost ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "most"),
    [
        ("/customers/", 7),
        ("/customers/{customer}/", 14),
        ("/customers/{customer}/trail/", 14),
        ("/companies/", 7),
        ("/companies/{company}/", 10),
        ("/companies/{company}/customers/", 12),
        ("/companies/{company}/trail/", 10),
        ("/customers/find/?who=sarah", 6),
    ],
)
def test_a_page_asks_as_often_for_many_as_for_few(agent, maria, sarah, place, most):
    headers = HTMX if "find" in place else {}
    address = place.format(customer=sarah.pk, company=sarah.company.pk)

    def asked():
        with CaptureQueriesContext(connection) as statements:
            assert agent.get(address, headers=headers).status_code == 200
        return len(statements)

    def more(count):
        for _ in range(count):
            other = CustomerFactory(
                name="Sarah Other", company=sarah.company, emails=[f"s{more.n}@a.example"],
                phones=["020 7183 8750"], by=maria,
            )  # fmt: skip
            more.n += 1
            TicketFactory(customer=other, by=maria)
            TicketFactory(customer=sarah, by=maria, holder=UserFactory())
            TicketFactory(customer=sarah, by=maria)
            sarah.add_phone(f"020 7183 87{more.n:02}", by=maria)

    more.n = 0
    agent.get(address, headers=headers)
    more(1)
    few = asked()
    more(6)
    assert asked() == few <= most
