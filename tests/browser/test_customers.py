"""Customers and companies: found as one types, changed in place."""

import re

import pytest
from playwright.sync_api import expect

from customers.models import Customer
from tests.factories import CustomerFactory, TicketFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def asked(sarah, maria):
    """Sarah with what she asked, and a colleague."""
    TicketFactory(customer=sarah, subject="Dashboard is slow on Monday mornings", by=maria)
    TicketFactory(customer=sarah, subject="Two invoices", status="CLOSED", by=maria, priority=3)
    CustomerFactory(name="David Park", company=sarah.company, by=maria)
    sarah.edit(by=maria, job_title="Finance lead", notes="Prefers a call before noon.")
    sarah.add_email("schen@mail.example", by=maria)
    return sarah


def test_a_list_narrows_as_one_types_and_the_address_keeps_it(page_of, maria, asked):
    page = page_of(maria)
    page.goto("/customers/")
    expect(page.locator("#customers")).to_contain_text("David Park")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("sarah")
    expect(page.locator("#customers")).not_to_contain_text("David Park")
    expect(page).to_have_url(re.compile(r"\?q=sarah$"))
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.reload()
    expect(page.locator("#customers")).not_to_contain_text("David Park")
    page.get_by_role("searchbox").blur()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/customers/{asked.pk}/")


def test_notes_are_changed_in_place(page_of, maria, asked):
    page = page_of(maria)
    page.goto(f"/customers/{asked.pk}/")
    page.get_by_role("link", name="Edit notes").click()
    notes = page.get_by_role("textbox", name="Notes")
    notes.fill("Prefers mail.")
    notes.press("Control+Enter")
    expect(page.locator("#notes")).to_contain_text("Prefers mail.")
    expect(notes).to_have_count(0)
    expect(page.locator("#toasts")).to_contain_text("Saved")
    expect(page.get_by_role("link", name="Edit notes")).to_be_focused()
    page.get_by_role("link", name="Edit notes").click()
    page.get_by_role("link", name="Cancel").click()
    expect(notes).to_have_count(0)
    expect(page.locator("#notes")).to_contain_text("Prefers mail.")


def test_addresses_are_changed_in_place(page_of, maria, asked):
    page = page_of(maria)
    page.goto(f"/customers/{asked.pk}/")
    page.get_by_role("link", name="Edit addresses and numbers").click()
    page.get_by_role("button", name="Make primary schen@mail.example").click()
    expect(page.locator(".part__row").first).to_contain_text("schen@mail.example")
    page.get_by_label("Another address").fill("rubbish")
    page.get_by_label("Another address").press("Enter")
    expect(page.get_by_text("is not an email address")).to_be_visible()
    expect(page.get_by_label("Another address")).to_be_focused()
    page.get_by_label("Another address").fill("")
    page.get_by_label("Another number").fill("020 7183 8700")
    page.get_by_label("Another number").press("Enter")
    expect(page.locator("#reach")).to_contain_text("+44 20 7183 8700")
    page.get_by_role("link", name="Done").click()
    expect(page.locator("#reach").get_by_role("link", name="schen@mail.example")).to_be_visible()


def test_details_are_changed_where_they_stand(page_of, maria, asked):
    page = page_of(maria)
    page.goto(f"/customers/{asked.pk}/")
    page.locator("#edit-details").click()
    expect(page.get_by_label("Name")).to_be_focused()
    page.get_by_label("Name").fill("")
    page.get_by_label("Company").fill("North")
    page.get_by_label("Company").press("Control+Enter")
    expect(page.get_by_text("A customer needs a name.")).to_be_visible()
    expect(page.get_by_label("Name")).to_be_focused()
    expect(page.get_by_label("Company")).to_have_value("North")
    page.get_by_label("Name").fill("Sarah Ng")
    page.get_by_label("Name").press("Control+Enter")
    expect(page.get_by_role("heading", name="Sarah Ng")).to_be_visible()
    expect(page.locator("#profile")).to_contain_text("Finance lead at North")


def test_a_known_company_is_offered_and_never_forced(page_of, maria, acme):
    page = page_of(maria)
    page.goto("/customers/new/")
    page.get_by_label("Name").fill("Sarah Chen")
    company = page.get_by_label("Company")
    company.press_sequentially("acm")
    expect(page.get_by_role("option", name="Acme Corp")).to_be_visible()
    expect(page.get_by_text("A new company, “acm”, will be created.")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(company).to_have_value("Acme Corp")
    expect(page.get_by_text("Acme Corp, 0 customers")).to_be_visible()
    company.press("Control+Enter")
    expect(page.get_by_role("heading", name="Sarah Chen")).to_be_visible()
    assert Customer.objects.get().company == acme


def test_the_key_of_a_new_ticket_knows_whose_page_this_is(page_of, maria, asked):
    page = page_of(maria)
    page.goto(f"/customers/{asked.pk}/")
    page.keyboard.press("c")
    page.wait_for_url(f"**/tickets/new/?customer={asked.pk}")
    expect(page.get_by_label("Subject")).to_be_focused()


def test_all_of_it_without_a_script(page_of, maria, asked):
    page = page_of(maria, java_script_enabled=False)
    page.goto("/customers/")
    page.get_by_role("searchbox").fill("sarah")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Sarah Chen").click()
    page.get_by_role("link", name="Edit notes").click()
    page.get_by_role("textbox", name="Notes").fill("Prefers mail.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#notes")).to_contain_text("Prefers mail.")
    page.get_by_role("link", name="Edit addresses and numbers").click()
    page.get_by_role("button", name="Remove schen@mail.example").click()
    expect(page.locator("#reach")).not_to_contain_text("schen@mail.example")
    page.get_by_role("link", name="Done").click()
    page.get_by_role("link", name="New ticket").last.click()
    expect(page.locator("#new-customer")).to_contain_text("Sarah Chen")


def test_every_page_is_sound(page_of, assert_sound, maria, asked):
    company = f"/companies/{asked.company.pk}/"
    customer = f"/customers/{asked.pk}/"
    page = page_of(maria)
    for place in (
        "/customers/", "/customers/?q=zebra", customer, f"{customer}history/",
        f"{customer}details/", f"{customer}reach/", "/companies/", company,
        f"{company}customers/", "/customers/new/", "/companies/new/",
    ):  # fmt: skip
        page.goto(place)
        assert_sound(page, everywhere=True)


def test_what_is_open_or_refused_is_sound(page_of, assert_sound, maria, asked):
    page = page_of(maria)
    page.goto(f"/customers/{asked.pk}/")
    page.get_by_role("link", name="Edit notes").click()
    expect(page.get_by_role("textbox", name="Notes")).to_be_focused()
    assert_sound(page, everywhere=True)
    page.goto(f"/customers/{asked.pk}/")
    page.get_by_role("link", name="Edit addresses and numbers").click()
    page.get_by_label("Another address").fill("rubbish")
    page.keyboard.press("Enter")
    expect(page.get_by_text("is not an email address")).to_be_visible()
    assert_sound(page, everywhere=True)
    page.goto("/customers/new/")
    page.get_by_label("Company").press_sequentially("acm")
    expect(page.get_by_role("option", name="Acme Corp")).to_be_visible()
    assert_sound(page, everywhere=True)
