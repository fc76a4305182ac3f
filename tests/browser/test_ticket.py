"""A ticket's page in a real browser: change, hand over, write, undo; by mouse, keys, without JS."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import CompanyFactory, CustomerFactory, TicketFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sarah(maria):
    """The customer of the story."""
    acme = CompanyFactory(name="Acme Corp")
    return CustomerFactory(
        name="Sarah Chen", company=acme, emails=["sarah@acme.example"], phones=["+44 20 7183 8750"]
    )


@pytest.fixture
def ticket(sarah, maria):
    """Sarah's ticket, which nobody holds."""
    return TicketFactory(
        subject="Cannot access dashboard",
        description="Unable to log in.",
        customer=sarah,
        by=maria,
        priority=3,
    )


def head(page):
    """The head of the page."""
    return page.locator("#ticket-head")


def events(page):
    """The grey lines, as text."""
    return page.locator(".event")


def choose(page, mode):
    """Choose where the words go."""
    page.get_by_role("radio", name=mode).check()


def test_take_and_set_a_status_with_its_reason(page_of, alex, ticket, lisa):
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    page.keyboard.press("t")
    expect(head(page)).to_contain_text("Alex Kim")
    page.keyboard.press("s")
    page.locator("#id_status_why").fill("I know Acme’s set-up")
    page.get_by_role("button", name="In progress").click()
    expect(page.locator("#status-menu")).to_contain_text("In progress")
    expect(page.locator("#status-menu")).to_be_focused()
    expect(events(page).last).to_contain_text("set In progress. I know Acme’s set-up")
    assert ticket.events.last().why == "I know Acme’s set-up"
    page.keyboard.press("z")
    expect(page.locator("#status-menu")).to_contain_text("Open")


def test_closing_what_was_not_resolved_asks_why(page_of, lisa, ticket):
    page = page_of(lisa)
    page.goto(f"/tickets/{ticket.pk}/")
    page.keyboard.press("s")
    page.get_by_role("button", name="Closed").click()
    why = page.locator("#id_status_why")
    expect(why).to_be_focused()
    why.fill("asked by phone to drop it")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Closed by Lisa Brandt")).to_be_visible()
    expect(page.locator("textarea")).to_have_count(0)
    page.get_by_label("Why reopen it?").fill("she called again")
    page.get_by_role("button", name="Reopen").click()
    expect(page.locator("#id_body")).to_be_visible()
    expect(events(page).last).to_contain_text("reopened it as Open")


def test_a_handover_out_of_sight_leads_to_the_queue_and_can_be_undone(
    page_of, alex, ticket, billing, priya
):
    ticket.take(by=alex)
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    page.keyboard.press("a")
    choice = page.get_by_role("button", name=re.compile("Billing"))
    expect(choice).to_contain_text("You lose sight of it")
    page.locator("#id_holder_why").fill("an invoice after all")
    choice.click()
    expect(page).to_have_url(re.compile(r"/tickets/\?|/tickets/$"))
    expect(page.locator(".toast")).to_contain_text("Billing’s now. You no longer see it.")
    ticket.refresh_from_db()
    assert ticket.holder == billing
    page.keyboard.press("z")
    expect(page.locator(".toast")).to_contain_text("Undone")
    ticket.refresh_from_db()
    assert ticket.holder == alex


def test_each_mode_writes_what_it_says(page_of, alex, lisa, ticket):
    ticket.take(by=alex)
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    text = page.locator("#id_body")

    page.keyboard.press("r")
    expect(text).to_be_focused()
    text.fill("Hi Sarah, your account was locked.")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Send to sarah@acme.example").click()
    expect(page.locator(".message--agent")).to_contain_text("Queued")
    expect(text).to_have_value("")

    page.locator("h1").click()
    page.keyboard.press("n")
    text.fill("Locked after failed logins")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".note")).to_contain_text("Locked after failed logins")

    choose(page, "Admins only")
    text.fill("Somebody tries passwords.")
    page.get_by_role("button", name="Add for admins only").click()
    expect(page.locator(".toast").last).to_contain_text("you will not see it again")
    expect(page.locator(".note--secret")).to_have_count(0)

    choose(page, "Team thread")
    text.fill("Is the lock too strict?")
    page.get_by_role("button", name="Post to the team").click()
    answer = page.get_by_label("Answer the team: Is the lock too strict?")
    answer.fill("Five tries are fine.")
    page.keyboard.press("Enter")
    expect(page.locator(".thread__item")).to_have_count(2)
    expect(answer).to_have_value("")

    choose(page, "Record")
    text.fill("It works now! Thank you!")
    page.get_by_role("button", name="Record what the customer said").click()
    expect(page.locator(".message--customer")).to_contain_text("It works now!")
    assert list(ticket.comments.values_list("visibility", flat=True)) == ["PUBLIC", "INTERNAL"]


def test_changing_the_mode_keeps_the_text_and_a_refusal_loses_nothing(page_of, alex, ticket):
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    text = page.locator("#id_body")
    text.fill("Only words")
    choose(page, "Team note")
    expect(text).to_have_value("Only words")
    choose(page, "Reply")
    page.locator("#id_to").fill("nobody")
    page.locator("#id_files").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"}
    )
    page.get_by_role("button", name="Send mail").click()
    expect(page.locator("#id_to_error")).to_contain_text("no e-mail address")
    expect(page.locator("#id_to")).to_be_focused()
    expect(text).to_have_value("Only words")
    expect(page.get_by_label("a.txt")).to_be_checked()
    page.locator("#id_to").fill("sarah@acme.example")
    page.get_by_role("button", name="Send to sarah@acme.example").click()
    expect(page.locator(".message--agent .file")).to_contain_text("a.txt")
