"""The pages of customers and companies, by plain forms."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import stash
from customers.models import Company, Customer, CustomerEvent
from tests.factories import CompanyFactory, CustomerFactory, TicketFactory, UserFactory

HTMX = {"HX-Request": "true"}


def text(response):
    """The page as text."""
    return response.content.decode()


@pytest.fixture
def agent(signed_in, maria):
    """The browser of an agent in no group."""
    return signed_in(maria)


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
    assert "All 26 in the queue" in page
    assert f"/tickets/?q=customer:%23{sarah.pk}" in page
    assert "26 in the queue" in text(agent.get(f"/companies/{sarah.company.pk}/"))


def test_nobody_there_is_404(agent):
    for place in ("customers", "companies"):
        for page in ("", "history/", "details/", "notes/"):
            assert agent.get(f"/{place}/999999/{page}").status_code == 404


# --- Changing --------------------------------------------------------------------------------


def test_a_customer_is_created_with_a_new_company(agent, maria):
    given = {"name": "Sarah Chen", "email": "sarah@acme.example", "company": "Acme Corp"}
    answer = agent.post("/customers/new/", given)
    customer = Customer.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/customers/{customer.pk}/")
    assert customer.company.name == "Acme Corp"


def test_a_taken_address_names_its_owner_and_keeps_what_was_typed(agent, sarah):
    given = {"name": "S. Chen", "email": "Sarah.Chen@acme.example", "company": "New Corp"}
    answer = agent.post("/customers/new/", given)
    assert answer.status_code == 422
    assert "already belongs to Sarah Chen" in text(answer)
    assert "Open Sarah Chen" in text(answer)
    assert 'value="S. Chen"' in text(answer)
    assert not Company.objects.filter(name="New Corp").exists()


def test_a_company_is_created_once(agent, maria):
    given = {"name": "Acme Corp", "domains": "acme.example, acme-labs.example"}
    agent.post("/companies/new/", given)
    company = Company.objects.get()
    assert [d.name for d in company.domains.all()] == ["acme-labs.example", "acme.example"]
    again = agent.post("/companies/new/", {"name": "ACME corp"})
    assert again.status_code == 422
    assert "There already is a company" in text(again)
    taken = agent.post("/companies/new/", {"name": "Other", "domains": "acme.example"})
    assert "acme.example belongs to Acme Corp." in text(taken)
    wrong = agent.post("/companies/new/", {"name": "Other", "domains": "no domain"})
    assert wrong.status_code == 422


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("name", "x" * 200), ("job_title", "y" * 200)]
)
def test_details_that_will_not_do_are_refused_in_words(agent, sarah, field, value):
    given = {"name": "Sarah", "job_title": "Boss", "company": "Acme Corp", field: value}
    answer = agent.post(f"/customers/{sarah.pk}/details/", given)
    assert answer.status_code == 422
    assert "aria-invalid" in text(answer)
    sarah.refresh_from_db()
    assert sarah.name == "Sarah Chen"


def test_details_are_changed_on_record(agent, maria, sarah):
    given = {"name": "Sarah Ng", "job_title": "Finance lead", "company": "Northgate"}
    agent.post(f"/customers/{sarah.pk}/details/", given)
    sarah.refresh_from_db()
    assert (sarah.name, sarah.job_title, str(sarah.company)) == (
        "Sarah Ng", "Finance lead", "Northgate",
    )  # fmt: skip
    history = text(agent.get(f"/customers/{sarah.pk}/history/"))
    assert "changed the name from Sarah Chen to Sarah Ng" in history
    assert "set the job title to Finance lead" in history
    assert "changed the company from Acme Corp to Northgate" in history


def test_a_page_opened_and_saved_unchanged_writes_nothing(agent, maria, acme, sarah):
    sarah.edit(by=maria, notes="One\nTwo")
    acme.edit(by=maria, address="1 Long Street\nLondon", website="https://acme.example/")
    before = CustomerEvent.objects.count()
    agent.post(f"/customers/{sarah.pk}/notes/", {"notes": "One\r\nTwo"})
    given = {"name": "Acme Corp", "domains": "acme.example", "website": "https://acme.example/"}
    agent.post(f"/companies/{acme.pk}/details/", {**given, "address": "1 Long Street\r\nLondon"})
    assert CustomerEvent.objects.count() == before


def test_whoever_was_slower_is_told_and_may_insist(agent, signed_in, alex, sarah):
    place = f"/customers/{sarah.pk}/notes/"
    opened = agent.get(place).context["form"]["seen"].value()
    signed_in(alex).post(place, {"notes": "Prefers mail."})
    slower = agent.post(place, {"notes": "Call before noon.", "seen": opened})
    assert slower.status_code == 409
    assert "Somebody changed this meanwhile." in text(slower)
    assert "Prefers mail." in text(slower)
    assert "Call before noon." in text(slower)
    sarah.refresh_from_db()
    assert sarah.notes == "Prefers mail."
    insisting = slower.context["form"]["seen"].value()
    agent.post(place, {"notes": "Call before noon.", "seen": insisting})
    sarah.refresh_from_db()
    assert sarah.notes == "Call before noon."
    assert "Prefers mail." in text(agent.get(f"/customers/{sarah.pk}/history/"))


def test_htmx_gets_the_part_and_the_words(agent, sarah):
    place = f"/customers/{sarah.pk}/notes/"
    form = text(agent.get(place, headers=HTMX)).lstrip()
    assert form.startswith('<section class="panel" id="notes"')
    saved = text(agent.post(place, {"notes": "In London"}, headers=HTMX)).lstrip()
    assert saved.startswith('<section class="panel" id="notes"')
    assert "In London" in saved
    assert 'hx-swap-oob="beforeend"' in saved
    details = agent.post(f"/customers/{sarah.pk}/details/", {"name": "Sarah"}, headers=HTMX)
    assert details["HX-Redirect"] == f"/customers/{sarah.pk}/"


def test_addresses_and_numbers_come_and_go(agent, maria, sarah):
    place = f"/customers/{sarah.pk}/reach/"
    for given in (
        {"email": "schen@mail.example"},
        {"make_primary": "schen@mail.example", "email": "half typed"},
        {"phone": "+44 20 7183 8700"},
        {"remove_phone": "+442071838750"},
        {"remove_email": "sarah.chen@acme.example"},
    ):
        answer = agent.post(place, given)
        assert (answer.status_code, answer["Location"]) == (303, place)
    assert sarah.primary_address == "schen@mail.example"
    assert sarah.emails.count() == 1
    assert [phone.pretty for phone in sarah.phones.all()] == ["+44 20 7183 8700"]
    history = text(agent.get(f"/customers/{sarah.pk}/history/"))
    for words in (
        "added the address schen@mail.example",
        "made schen@mail.example the address to write to",
        "added the number +44 20 7183 8700",
        "removed the number +44 20 7183 8750",
        "removed the address sarah.chen@acme.example",
    ):
        assert words in history


def test_what_will_not_do_as_an_address_or_a_number_is_refused(agent, maria, sarah):
    CustomerFactory(name="David Park", emails=["david@acme.example"], by=maria)
    place = f"/customers/{sarah.pk}/reach/"
    for given, words in (
        ({"email": "rubbish"}, "is no e-mail address"),
        ({"email": "David@acme.example"}, "already belongs to David Park"),
        ({"phone": "none"}, "is no phone number"),
        ({"make_primary": "x@y.example"}, "has no address x@y.example"),
    ):
        answer = agent.post(place, given)
        assert answer.status_code == 422
        assert words in text(answer)


def test_a_companys_history_tells_of_its_customers(agent, maria, sarah):
    sarah.edit(by=maria, job_title="Buyer")
    sarah.company.set_domains(["acme.example", "acme-labs.example"], by=maria)
    history = text(agent.get(f"/companies/{sarah.company.pk}/history/"))
    assert "created Acme Corp" in history
    assert "from acme.example to acme-labs.example, acme.example" in history
    assert f'href="/customers/{sarah.pk}/"' in history


def test_history_has_pages(agent, maria, sarah):
    for number in range(55):
        sarah.edit(by=maria, job_title=f"Title {number}")
    first = text(agent.get(f"/customers/{sarah.pk}/history/"))
    oldest = sarah.events.order_by("-id")[49].pk
    assert f"?before={oldest}" in first
    assert "created Sarah Chen" not in first
    second = text(agent.get(f"/customers/{sarah.pk}/history/", {"before": oldest}))
    assert "created Sarah Chen" in second


def test_notes_come_back_after_signing_in_again(client, maria, sarah, rf):
    place = f"/customers/{sarah.pk}/notes/"
    request = rf.get(place)
    request.user = maria
    client.post(place, {"notes": "Half a sentence", "stash": stash.mark(request)})
    client.force_login(maria)
    page = text(client.get(place))
    assert "You had to sign in again" in page
    assert "Half a sentence" in page


# --- Cost ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "most"),
    [
        ("/customers/", 7),
        ("/customers/{customer}/", 14),
        ("/customers/{customer}/history/", 14),
        ("/companies/", 7),
        ("/companies/{company}/", 10),
        ("/companies/{company}/customers/", 12),
        ("/companies/{company}/history/", 10),
        ("/customers/find/?who=sarah", 6),
    ],
)
def test_a_page_asks_as_often_for_many_as_for_few(agent, maria, sarah, place, most):
    address = place.format(customer=sarah.pk, company=sarah.company.pk)

    def asked():
        with CaptureQueriesContext(connection) as statements:
            assert agent.get(address).status_code == 200
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
    agent.get(address)
    more(1)
    few = asked()
    more(6)
    assert asked() == few <= most
