"""The overview in a browser: numbers lead to their tickets, on a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.factories import TicketFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def work(alex, tech, sarah, lisa):
    """A little of everything."""
    for number, holder in enumerate([None, alex, tech, alex, None]):
        ticket = TicketFactory(
            customer=sarah, by=lisa, holder=holder, priority=number % 3 + 1, subject="Long " * 30
        )
        ticket.record_call("Hello?", by=lisa)


def test_the_overview_is_sound(work, lisa, page_of, assert_sound):
    page = page_of(lisa)
    page.goto("/overview/")
    expect(page.locator("h1")).to_have_text("Overview")
    assert_sound(page, everywhere=True)


def test_a_number_leads_to_its_tickets_without_a_script(work, lisa, page_of):
    page = page_of(lisa, java_script_enabled=False)
    page.goto("/tickets/")
    page.get_by_role("link", name="Overview").click()
    expect(page.locator("h1")).to_have_text("Overview")
    row = page.get_by_role("row", name="Alex Kim").first
    expect(row.get_by_role("cell").first).to_have_text("2")
    row.get_by_role("link").first.click()
    expect(page.locator("table.queue tbody tr")).to_have_count(2)


def test_the_rail_s_key_leads_there(work, lisa, page_of):
    page = page_of(lisa)
    page.goto("/tickets/")
    page.keyboard.press("g")
    page.keyboard.press("o")
    page.wait_for_url("**/overview/")
