"""Earlier versions in a browser: a dialog over the ticket, a page without a script."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINES = "".join(f"\n\nParagraph {n} says what nobody changed since." for n in range(40))


@pytest.fixture
def edited(sarah, maria, lisa):
    """A ticket whose description was edited twice."""
    from tickets.models import Ticket

    words = f"She cannot log in since Monday.{LINES}"
    ticket = Ticket.create(customer=sarah, subject="No access", description=words, by=maria)
    ticket.edit(by=lisa, description=words.replace("Monday", "Tuesday"), why="she said so")
    ticket.edit(by=maria, description=words.replace("log in", "sign in") + "\n\nUrgent.")
    ticket.edit(by=maria, subject="No access at all")
    return ticket


def test_a_dialog_over_the_ticket(edited, maria, page_of, assert_sound):
    page = page_of(maria)
    page.goto(f"/tickets/{edited.pk}/")
    page.get_by_role("link", name="Earlier versions of the description").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("she said so")
    expect(dialog.locator("ins").first).to_have_text("added: sign ")
    assert_sound(page, everywhere=True)
    page.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()


def test_a_page_without_a_script(edited, maria, page_of, assert_sound):
    page = page_of(maria, java_script_enabled=False)
    page.goto(f"/tickets/{edited.pk}/")
    page.get_by_role("link", name="Earlier versions of the subject").click()
    expect(page.locator("h1")).to_have_text("Versions of the subject")
    expect(page.locator("ins")).to_have_text("added: at all")
    page.get_by_role("link", name="No access at all").click()
    page.wait_for_url(f"**/tickets/{edited.pk}/")
    page = page_of(maria)
    page.goto(f"/tickets/{edited.pk}/description/versions/")
    assert_sound(page, everywhere=True)
