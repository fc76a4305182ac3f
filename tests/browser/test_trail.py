"""The trail in a browser: filtered by a plain form, taken along as a file."""

import pytest
from playwright.sync_api import expect

from accounts.models.groups import create_group
from tickets.models import Ticket

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def past(sarah, alex, lisa, maria, tech):
    """A little of everything on the trail."""
    ticket = Ticket.create(customer=sarah, subject="Cannot access " * 12, by=maria)
    ticket.take(by=alex)
    ticket.set_priority(3, by=alex, why="she waits")
    ticket.edit(by=alex, description="Locked.")
    maria.join(create_group("Sales", by=lisa), by=lisa, why="more hands")
    return ticket


def test_the_trail_is_sound(past, lisa, page_of, assert_sound):
    page = page_of(lisa)
    page.goto("/trail/")
    expect(page.get_by_text("made Maria Lopez a member of Sales")).to_be_visible()
    assert_sound(page, everywhere=True)


def test_a_filter_and_an_export_without_a_script(past, lisa, page_of):
    page = page_of(lisa, java_script_enabled=False)
    page.goto("/tickets/")
    page.get_by_role("link", name="Trail").click()
    page.get_by_label("Person").select_option("Alex Kim")
    page.get_by_label("What").select_option("Set the priority")
    page.get_by_role("button", name="Show").click()
    rows = page.locator("table.trail tbody tr[data-row]")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("she waits")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export CSV").click()
    text = download.value.path().read_text()
    assert len(text.splitlines()) == 2
    assert "she waits" in text
    page.get_by_role("link", name="Show everything").click()
    expect(rows.first).to_contain_text("exported the trail: Person: Alex Kim")


def test_versions_open_over_the_trail(past, lisa, page_of):
    page = page_of(lisa)
    page.goto("/trail/")
    page.get_by_role("link", name="the description").click()
    expect(page.get_by_role("dialog")).to_contain_text("Versions of the description")


def test_a_wrong_number_is_said_at_its_field(past, lisa, page_of, assert_sound):
    page = page_of(lisa)
    page.goto("/trail/?ticket=abc")
    expect(page.get_by_text("This is not a ticket number.")).to_be_visible()
    assert_sound(page, everywhere=True)
