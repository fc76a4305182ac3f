"""Customers and companies created and changed in place, by plain forms and by htmx."""

import pytest

from core import unsent_forms
from customers.models import Company, Customer, CustomerEvent
from tests.customers.conftest import HTMX, text
from tests.factories import CustomerFactory

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


def test_who_has_the_number_already_is_named(agent, sarah):
    given = {"name": "S. Chen", "phone": "(020) 7183-8750"}
    hints = text(agent.get("/customers/hints/", given, headers=HTMX))
    assert "This number belongs to Sarah Chen." in hints
    address = {"email": "sarah.chen@acme.example"}
    hints = text(agent.get("/customers/hints/", {**given, **address}, headers=HTMX))
    assert hints.count("Open Sarah Chen") == 1
    assert "This address belongs to Sarah Chen." in hints


def test_a_company_is_created_once(agent, maria):
    given = {"name": "Acme Corp", "domains": "acme.example, acme-labs.example"}
    agent.post("/companies/new/", given)
    company = Company.objects.get()
    assert [d.name for d in company.domains.all()] == ["acme-labs.example", "acme.example"]
    again = agent.post("/companies/new/", {"name": "ACME corp"})
    assert again.status_code == 422
    assert "There is already a company" in text(again)
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
    trail = text(agent.get(f"/customers/{sarah.pk}/trail/"))
    assert "changed the name from Sarah Chen to Sarah Ng" in trail
    assert "set the job title to Finance lead" in trail
    assert "changed the company from Acme Corp to Northgate" in trail


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
    assert "Prefers mail." in text(agent.get(f"/customers/{sarah.pk}/trail/"))


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
    trail = text(agent.get(f"/customers/{sarah.pk}/trail/"))
    for words in (
        "added the address schen@mail.example",
        "made schen@mail.example the primary address",
        "added the number +44 20 7183 8700",
        "removed the number +44 20 7183 8750",
        "removed the address sarah.chen@acme.example",
    ):
        assert words in trail


def test_what_will_not_do_as_an_address_or_a_number_is_refused(agent, maria, sarah):
    CustomerFactory(name="David Park", emails=["david@acme.example"], by=maria)
    place = f"/customers/{sarah.pk}/reach/"
    for given, words in (
        ({"email": "rubbish"}, "is not an email address"),
        ({"email": "David@acme.example"}, "already belongs to David Park"),
        ({"phone": "none"}, "is not a phone number"),
        ({"make_primary": "x@y.example"}, "has no address x@y.example"),
    ):
        answer = agent.post(place, given)
        assert answer.status_code == 422
        assert words in text(answer)


def test_a_companys_history_tells_of_its_customers(agent, maria, sarah):
    sarah.edit(by=maria, job_title="Buyer")
    sarah.company.set_domains(["acme.example", "acme-labs.example"], by=maria)
    trail = text(agent.get(f"/companies/{sarah.company.pk}/trail/"))
    assert "created Acme Corp" in trail
    assert "from acme.example to acme-labs.example, acme.example" in trail
    assert f'href="/customers/{sarah.pk}/"' in trail


def test_history_has_pages(agent, maria, sarah):
    for number in range(55):
        sarah.edit(by=maria, job_title=f"Title {number}")
    first = text(agent.get(f"/customers/{sarah.pk}/trail/"))
    oldest = sarah.events.order_by("-id")[49].pk
    assert f"?before={oldest}" in first
    assert "created Sarah Chen" not in first
    second = text(agent.get(f"/customers/{sarah.pk}/trail/", {"before": oldest}))
    assert "created Sarah Chen" in second


def test_notes_come_back_after_signing_in_again(client, maria, sarah, rf):
    place = f"/customers/{sarah.pk}/notes/"
    request = rf.get(place)
    request.user = maria
    client.post(place, {"notes": "Half a sentence", "unsent": unsent_forms.mark(request)})
    client.force_login(maria)
    page = text(client.get(place))
    assert "You had to sign in again" in page
    assert "Half a sentence" in page
