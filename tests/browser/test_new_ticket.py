"""A call is noted: by keys alone, by the mouse, and without a script."""

import re

import pytest
from playwright.sync_api import expect

from customers.models import Company, Customer
from tests.factories import TicketFactory
from tickets.models import Ticket

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TICKET = re.compile(r"/tickets/\d+/$")
PICTURE = {"name": "screen.txt", "mimeType": "text/plain", "buffer": b"account locked"}


class Keys:
    """A keyboard that counts what is pressed to get about; letters of texts do not count."""

    def __init__(self, page):
        self.page, self.pressed = page, 0

    def type(self, text):
        """Type words into whatever has the focus."""
        self.page.keyboard.type(text)

    def press(self, *keys):
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1


@pytest.fixture
def page(page_of, maria):
    """The queue, where Maria is when the telephone rings."""
    page = page_of(maria)
    page.goto("/tickets/")
    return page


def focused(page, name):
    """Wait until the field of this name has the focus."""
    expect(page.locator(f"[name='{name}']:focus")).to_be_visible()


def test_a_call_of_somebody_known_takes_five_keys_and_the_words(page, maria, sarah):
    keys = Keys(page)
    keys.press("c")
    focused(page, "who")
    keys.type("sarah")
    expect(page.get_by_role("option", name="Sarah Chen")).to_have_attribute("aria-selected", "true")
    keys.press("Enter")
    focused(page, "subject")
    keys.type("Cannot access dashboard")
    keys.press("Tab")
    focused(page, "description")
    keys.type("Unable to log in")
    keys.press("Control+Enter")
    page.wait_for_url(TICKET)
    ticket = Ticket.objects.get()
    assert (ticket.subject, ticket.description) == ("Cannot access dashboard", "Unable to log in")
    assert (ticket.customer, ticket.channel, ticket.created_by) == (sarah, "phone", maria)
    assert keys.pressed <= 5


def test_a_call_of_somebody_new_takes_eight_keys_and_the_words(page, maria, acme):
    keys = Keys(page)
    keys.press("c")
    focused(page, "who")
    keys.type("sarah chen")
    expect(page.get_by_role("option", name="Create “sarah chen”")).to_be_visible()
    keys.press("Enter")
    focused(page, "customer-email")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Sarah Chen")
    keys.type("sarah.chen@acme.example")
    expect(page.get_by_label("Company")).to_have_value("Acme Corp")
    expect(page.get_by_text("known by acme.example")).to_be_visible()
    keys.press("Tab", "Tab", "Tab")
    focused(page, "subject")
    keys.type("Cannot access dashboard")
    keys.press("Control+Enter")
    page.wait_for_url(TICKET)
    customer = Ticket.objects.get().customer
    assert (customer.name, customer.company) == ("Sarah Chen", acme)
    assert customer.primary_address == "sarah.chen@acme.example"
    assert keys.pressed <= 8


def test_enter_before_the_list_is_here_means_the_first_of_it(page, sarah):
    page.goto("/tickets/new/")
    focused(page, "who")
    page.keyboard.type("sarah")
    page.keyboard.press("Enter")
    focused(page, "subject")
    expect(page.locator("#new-customer")).to_contain_text("Sarah Chen")


def test_arrows_walk_and_escape_closes(page, sarah, maria):
    page.goto("/tickets/new/")
    field = page.get_by_role("combobox", name="Customer")
    field.press_sequentially("sarah")
    options = page.get_by_role("option")
    expect(options).to_have_count(2)
    expect(page.get_by_role("listbox")).to_have_attribute("data-for", "sarah")
    for key, name in (("ArrowDown", "Create “sarah”"), ("ArrowDown", "Sarah Chen")):
        page.keyboard.press(key)
        chosen = page.locator("[role=option][aria-selected=true]")
        expect(chosen).to_contain_text(name)
        expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("sarah")
    expect(field).to_be_focused()


def test_the_wrong_one_can_be_changed(page, sarah):
    page.goto(f"/tickets/new/?customer={sarah.pk}")
    page.get_by_label("Subject").fill("Kept")
    page.get_by_role("button", name="Change").click()
    focused(page, "who")
    expect(page.locator("#new-customer")).not_to_contain_text("Sarah Chen")
    expect(page.get_by_label("Subject")).to_have_value("Kept")


def test_what_stands_beside_it_follows_the_choice(page, maria, alex, sarah):
    TicketFactory(customer=sarah, subject="Dashboard is slow", by=maria)
    TicketFactory(customer=sarah, subject="A secret of Alex", holder=alex, by=maria)
    page.goto("/tickets/new/")
    beside = page.get_by_role("complementary", name="Related")
    expect(beside).to_contain_text("Every agent, until someone takes it.")
    page.get_by_role("combobox", name="Customer").press_sequentially("chen")
    page.get_by_role("option", name="Sarah Chen").click()
    expect(beside).to_contain_text("1 open ticket. Does this belong to it?")
    expect(page.locator("#live")).to_contain_text("1 open ticket.")
    page.get_by_label("Holder").select_option(label="Alex Kim")
    expect(beside).to_contain_text("You will not see it after creating it.")
    expect(beside).to_contain_text("Dashboard is slow")
    page.get_by_label("Subject").fill("Still slow")
    beside.get_by_role("button", name="Add").click()
    page.wait_for_url(TICKET)
    expect(page.locator("#toasts")).to_contain_text("Added to #")
    expect(page.locator("main")).to_contain_text("Still slow")
    assert Ticket.objects.count() == 2


def test_a_refusal_loses_nothing_and_points_at_what_is_wrong(page, maria, sarah):
    page.goto("/tickets/new/")
    page.get_by_role("combobox", name="Customer").press_sequentially("david park")
    page.get_by_role("option", name="Create").click()
    focused(page, "customer-email")
    page.keyboard.type("sarah.chen@acme.example")
    expect(page.get_by_text("This address belongs to Sarah Chen.")).to_be_visible()
    page.get_by_label("Subject").fill("x" * 300)
    page.get_by_label("Description").fill("Unable to log in")
    page.locator("#id_files").set_input_files(PICTURE)
    page.get_by_role("button", name="Create ticket").click()
    expect(page.get_by_text("This has 300 characters; at most 200 fit.")).to_be_visible()
    focused(page, "customer-email")
    expect(page.get_by_label("Name", exact=True)).to_have_value("David Park")
    expect(page.get_by_label("Subject")).to_have_value("x" * 300)
    expect(page.get_by_label("screen.txt")).to_be_checked()
    page.get_by_role("button", name="Use Sarah Chen").click()
    page.get_by_label("Subject").fill("Cannot access dashboard")
    page.get_by_role("button", name="Create and take it").click()
    page.wait_for_url(TICKET)
    ticket = Ticket.objects.get()
    assert (ticket.customer, ticket.holder) == (sarah, maria)
    assert [file.name for file in ticket.attachments.all()] == ["screen.txt"]


def test_a_missing_customer_is_asked_for_and_can_be_chosen_there(page, sarah):
    page.goto("/tickets/new/")
    page.get_by_role("combobox", name="Customer").fill("sarah")
    page.get_by_label("Subject").fill("Cannot access dashboard")
    page.get_by_label("Subject").press("Control+Enter")
    expect(page.get_by_text("Who is it for? Choose a customer")).to_be_visible()
    focused(page, "who")
    page.get_by_role("radio", name="Sarah Chen").check()
    page.get_by_label("Subject").press("Control+Enter")
    page.wait_for_url(TICKET)
    assert Ticket.objects.get().customer == sarah


def test_two_presses_make_one_ticket(page, sarah):
    page.goto(f"/tickets/new/?customer={sarah.pk}")
    page.get_by_label("Subject").fill("Cannot access dashboard")
    page.get_by_role("button", name="Create ticket").dblclick()
    page.wait_for_url(TICKET)
    assert Ticket.objects.count() == 1


def test_an_ended_session_keeps_what_was_typed(page, maria, sarah):
    page.goto(f"/tickets/new/?customer={sarah.pk}")
    page.get_by_label("Subject").fill("Cannot access dashboard")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Create ticket").click()
    page.wait_for_url("**/login/**")
    page.get_by_label("Email").fill(maria.email)
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_text("You had to sign in again")).to_be_visible()
    expect(page.get_by_label("Subject")).to_have_value("Cannot access dashboard")
    expect(page.locator("#new-customer")).to_contain_text("Sarah Chen")
    assert Ticket.objects.count() == 0


def test_the_same_without_a_script(page_of, maria, sarah):
    page = page_of(maria, java_script_enabled=False)
    page.goto("/tickets/new/")
    page.get_by_label("Subject").fill("Cannot access dashboard")
    page.get_by_role("combobox", name="Customer").fill("sarah acme")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("radio", name="Sarah Chen").check()
    page.get_by_label("Description").fill("Unable to log in")
    page.locator("#id_files").set_input_files(PICTURE)
    page.get_by_role("button", name="Create ticket").click()
    page.wait_for_url(TICKET)
    ticket = Ticket.objects.get()
    assert (ticket.customer, ticket.subject) == (sarah, "Cannot access dashboard")
    assert ticket.attachments.count() == 1


def test_somebody_new_without_a_script(page_of, maria):
    page = page_of(maria, java_script_enabled=False)
    page.goto("/tickets/new/")
    page.get_by_label("Subject").fill("Cannot access dashboard")
    page.get_by_role("combobox", name="Customer").fill("Sarah Chen")
    page.get_by_role("button", name="Find").click()
    email = page.locator("[name='customer-email']")
    expect(email).to_be_hidden()
    page.get_by_role("radio", name="Create “Sarah Chen”").check()
    email.fill("sarah@acme.example")
    page.get_by_label("Company").fill("Acme Corp")
    page.get_by_label("Subject").press("Enter")
    page.wait_for_url(TICKET)
    customer = Customer.objects.get()
    assert (customer.name, customer.company) == ("Sarah Chen", Company.objects.get())


def test_every_state_is_sound(page_of, assert_sound, maria, sarah):
    TicketFactory(customer=sarah, subject="Dashboard is slow", by=maria)
    page = page_of(maria)
    for state in ("", f"?customer={sarah.pk}", "?customer=new&who=d@acme.example", "?who=sarah"):
        page.goto(f"/tickets/new/{state}")
        assert_sound(page, everywhere=True)
    page.goto("/tickets/new/")
    page.get_by_role("combobox", name="Customer").press_sequentially("sarah")
    expect(page.get_by_role("option", name="Sarah Chen")).to_be_visible()
    assert_sound(page, everywhere=True)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    assert_sound(page, everywhere=True)
