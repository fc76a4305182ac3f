"""The queue in a real browser: by line, menu and chip, by keyboard alone, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import CompanyFactory, CustomerFactory, TicketFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SELECTED = """([field, text]) =>
  field.value.slice(field.selectionStart, field.selectionEnd) === text"""


@pytest.fixture
def queue(alex, maria, tech, billing):
    """Sixty tickets that nobody holds, and a few that somebody has."""
    fill(60, alex, tech)


@pytest.fixture
def few(alex, maria, tech, billing):
    """The same with six: enough to look at."""
    fill(6, alex, tech)


def fill(free, alex, tech):
    """Make so many tickets that nobody holds, and two that somebody has."""
    sarah = CustomerFactory(name="Sarah Chen", company=CompanyFactory(name="Acme Corp"))
    by = UserFactory()
    for number in range(free):
        TicketFactory(subject=f"Question {number}", customer=sarah, by=by, priority=1 + number % 3)
    TicketFactory(subject="Cannot access dashboard", holder=alex, by=by, tags=["login"])
    TicketFactory(subject="Invoice is wrong", holder=tech, by=by, status="PENDING")


def subjects(page):
    """The subjects of the rows, from top to bottom."""
    return page.locator(".row__link").all_text_contents()


def line(page):
    """The field of the query line."""
    return page.get_by_label("Filter tickets")


def shows(page, count):
    """Wait until so many tickets are counted."""
    noun = "ticket" if count == 1 else "tickets"
    expect(page.locator("#result-count")).to_have_text(f"{count} {noun}")


def test_filter_by_line_menu_and_chip(queue, page_of, alex):
    page = page_of(alex)
    page.goto("/tickets/")
    shows(page, 62)
    line(page).fill("holder:me")
    line(page).press("Enter")
    shows(page, 1)
    expect(page).to_have_url(re.compile(r"\?q=holder(:|%3A)me$"))
    expect(line(page)).to_be_focused()
    page.get_by_role("link", name="Remove filter Holder me").click()
    shows(page, 62)
    expect(page).to_have_title("All tickets · Helpdesk")
    page.locator("#menu-priority").click()
    page.get_by_role("link", name="High", exact=True).click()
    shows(page, 20)
    expect(line(page)).to_have_value("priority:high")
    expect(page.locator("#menu-priority")).to_be_focused()
    page.locator("#menu-priority").click()
    page.get_by_role("link", name="Low", exact=True).click()
    shows(page, 40)
    expect(line(page)).to_have_value("priority:high,low")
    page.get_by_role("link", name="Remove filter Priority High or Low").click()
    shows(page, 62)


def test_the_field_of_a_menu_finds_names(queue, page_of, alex):
    page = page_of(alex)
    page.goto("/tickets/")
    page.locator("#menu-company").click()
    page.get_by_label("Name of a company").press_sequentially("acm")
    page.locator("#found-company").get_by_role("link", name="Acme Corp").click()
    expect(line(page)).to_have_value('is:open company:"Acme Corp"')
    shows(page, 60)


def test_the_rail_follows_and_counts(queue, page_of, alex):
    page = page_of(alex)
    page.goto("/")
    current = page.locator(".nav__link[aria-current]")
    expect(current).to_have_text(re.compile("Mine"))
    expect(page.locator("#count-unassigned")).to_have_text(re.compile("^60"))
    line(page).fill("is:open holder:none")
    line(page).press("Enter")
    expect(current).to_have_text(re.compile("Unassigned"))
    shows(page, 60)


def test_pages_and_back(queue, page_of, alex):
    page = page_of(alex)
    page.goto("/tickets/?q=sort:number-asc")
    first = subjects(page)
    page.get_by_role("link", name="Next 50").click()
    expect(page.locator(".row")).to_have_count(12)
    expect(page.locator(".row__link").first).not_to_have_text(first[0])
    assert not set(first) & set(subjects(page))
    page.get_by_role("link", name="Previous 50").click()
    expect(page.locator(".row__link")).to_have_text(first)
    page.go_back()
    expect(page.locator(".row")).to_have_count(12)
    page.go_back()
    expect(page.locator(".row")).to_have_count(50)
    page.get_by_role("link", name="Updated").click()
    expect(page.locator("th[aria-sort]")).to_have_text("Updated")
    expect(line(page)).to_have_value("sort:updated-desc")


def test_keyboard_alone(queue, page_of, alex):
    page = page_of(alex)
    page.goto("/tickets/?q=holder:none sort:number-asc")
    page.keyboard.press("/")
    expect(line(page)).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    row = page.locator(".row--current")
    expect(row).to_contain_text("Question 1")
    page.keyboard.press("t")
    expect(page.locator(".toast")).to_contain_text("You took")
    expect(page.locator(".row").first).to_contain_text("Question 0")
    expect(page.locator(".row").nth(1)).to_contain_text("Question 2")
    expect(row).to_contain_text("Question 2")
    page.keyboard.press("k")
    expect(row).to_contain_text("Question 0")
    with page.expect_request(re.compile(r"/tickets/\d+/")):
        page.keyboard.press("Enter")


def test_suggestions_are_a_combobox(queue, page_of, alex):
    page = page_of(alex)
    page.goto("/tickets/")
    line(page).fill("")
    line(page).press_sequentially("stat")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("status:")
    expect(line(page)).to_have_attribute("aria-expanded", "true")
    line(page).press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    line(page).press("Enter")
    expect(line(page)).to_have_value("status:")
    line(page).press_sequentially("pen")
    expect(options).to_have_count(1)
    line(page).press("ArrowDown")
    line(page).press("Enter")
    expect(line(page)).to_have_value("status:pending ")
    expect(line(page)).to_have_attribute("aria-expanded", "false")
    line(page).press("Enter")
    shows(page, 1)


def test_a_slip_is_marked_and_loses_nothing(queue, page_of, alex):
    page = page_of(alex)
    page.goto("/tickets/?q=holder:me")
    line(page).fill("holder:me statsu:open x")
    line(page).press("Enter")
    expect(page.locator(".mistakes mark")).to_have_text("statsu:open")
    expect(line(page)).to_have_value("holder:me statsu:open x")
    expect(page.locator(".row__link")).to_have_text(["Cannot access dashboard"])
    expect(line(page)).to_have_attribute("aria-invalid", "true")
    page.wait_for_function(SELECTED, arg=[line(page).element_handle(), "statsu:open"])
    expect(page).to_have_url(re.compile("q=holder:me$"))
    page.get_by_role("link", name="Did you mean status:open?").click()
    expect(line(page)).to_have_value("holder:me status:open x")
    expect(page.locator(".mistake")).to_have_count(0)


def test_too_late_to_take(queue, page_of, alex, maria):
    slow, fast = page_of(alex), page_of(maria)
    for page in (slow, fast):
        page.goto("/tickets/?q=holder:none sort:number-asc")
    fast.locator(".row__take").first.click()
    expect(fast.locator(".toast")).to_contain_text("You took")
    slow.locator(".row__take").first.click()
    expect(slow.locator(".notice")).to_contain_text("Maria Lopez took it first, at ")
    expect(slow.locator(".row").first).to_contain_text("Question 1")


def test_without_scripts(queue, page_of, alex):
    page = page_of(alex, java_script_enabled=False)
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Mine")
    line(page).fill("is:open holder:none sort:number-asc")
    line(page).press("Enter")
    shows(page, 60)
    page.get_by_role("link", name="Next 50").click()
    expect(page.locator(".row")).to_have_count(10)
    page.locator("#menu-priority").click()
    page.get_by_role("link", name="High", exact=True).click()
    shows(page, 20)
    page.locator("#menu-holder").click()
    page.get_by_label("Name or email").fill("alex")
    page.get_by_label("Name or email").press("Enter")
    shows(page, 0)
    expect(line(page)).to_have_value("is:open holder:alex priority:high sort:number-asc")
    page.get_by_role("link", name="Remove filter Priority High").click()
    shows(page, 1)


def test_taking_and_slips_without_scripts(queue, page_of, alex):
    page = page_of(alex, java_script_enabled=False)
    page.goto("/tickets/?q=holder:none sort:number-asc")
    page.locator(".row__take").first.click()
    expect(page.locator(".toast")).to_contain_text("You took")
    expect(page.locator(".row").first).to_contain_text("Question 1")
    line(page).fill("statsu:open")
    line(page).press("Enter")
    expect(page.locator(".mistakes mark")).to_have_text("statsu:open")
    expect(line(page)).to_have_value("statsu:open")


STATES = {
    "slips": "/tickets/?q=is:open statsu:x holder:zzz",
    "a view with nothing in it": "/tickets/?q=is:open holder:me tag:nope",
    "nothing": "/tickets/?q=is:open tag:nope",
    "first page": "/tickets/?q=is:open&after=nonsense",
    "all kinds of chips": "/tickets/?q=-status:closed holder:me company:acme created:<2w a",
}


@pytest.mark.slow
def test_every_state_is_sound(few, page_of, assert_sound, alex):
    page = page_of(alex)
    for address in STATES.values():
        page.goto(address)
        assert_sound(page, everywhere=True)
    page.goto("/tickets/?q=holder:none")
    page.locator("#menu-holder").click()
    expect(page.locator("#found-holder a").first).to_be_visible()
    assert_sound(page, everywhere=True)
    page.goto("/tickets/")
    line(page).press_sequentially(" holder:")
    expect(page.get_by_role("option").first).to_be_visible()
    line(page).press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    assert_sound(page, everywhere=True)
    line(page).fill("statsu:open")
    line(page).press("Enter")
    expect(page.locator(".mistakes mark")).to_be_visible()
    assert_sound(page, everywhere=True)


@pytest.mark.slow
def test_what_happens_to_a_row_is_sound(few, page_of, assert_sound, alex, maria):
    slow, fast = page_of(alex), page_of(maria)
    for page in (slow, fast):
        page.goto("/tickets/?q=holder:none sort:number-asc")
        expect(page.locator(".row").first).to_contain_text("Question 0")
    fast.locator(".row__take").first.click()
    expect(fast.locator(".toast")).to_contain_text("You took")
    assert_sound(fast, everywhere=True)
    slow.locator(".row__take").first.click()
    expect(slow.locator(".notice")).to_contain_text("Maria Lopez took it first, at ")
    assert_sound(slow, everywhere=True)
