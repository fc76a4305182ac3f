"""Ways through a ticket's page: by keys alone, without JavaScript, over the end of a session."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.composing import choose, on
from tests.factories import PASSWORD, TicketFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_ticket_is_changed_by_keys(page_of, alex, ticket):
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    press = page.keyboard.press
    press("a")
    expect(page.locator("[data-hotkey=i]")).to_be_visible()
    press("i")
    expect(page.locator("#holder-menu")).to_contain_text("Alex Kim")
    press("s")
    press("3")
    expect(page.locator("#status-menu")).to_contain_text("In progress")
    press("l")
    expect(page.locator("#id_tags")).to_be_focused()
    page.keyboard.type("login")
    press("Enter")
    expect(page.locator("a.tag")).to_have_text("login")
    press("e")
    expect(page.locator(":focus")).to_have_attribute("name", "why")
    page.keyboard.type("a duplicate")
    press("Enter")
    expect(page.get_by_text("Closed by Alex Kim")).to_be_visible()
    press("z")
    expect(page.locator("#id_body")).to_be_visible()
    press("u")
    expect(page).to_have_url(re.compile(r"/tickets/(\?|$)"))


def test_a_ticket_is_written_on_by_keys(page_of, alex, ticket):
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    press, text = page.keyboard.press, page.locator("#id_body")
    press("n")
    expect(text).to_be_focused()
    page.keyboard.type("Locked after 14 tries")
    press("Control+Enter")
    expect(page.locator(".note")).to_contain_text("Locked after 14 tries")
    page.locator("h1").focus()
    press("r")
    expect(text).to_be_focused()
    page.keyboard.type("Hi Sarah, try again, please.")
    press("Control+Enter")
    expect(page.locator(".message--agent")).to_contain_text("try again, please.")


COVERED = """() => {
  const { bottom } = document.activeElement.getBoundingClientRect();
  return bottom > document.querySelector(".main__foot").getBoundingClientRect().top;
}"""


def test_what_the_keyboard_reaches_is_not_covered(page_of, alex, ticket):
    for number in range(8):
        ticket.add_note(f"Note {number}", by=alex)
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    page.keyboard.press("Tab")
    for number in range(8):
        link = page.locator(".note").nth(number).get_by_role("link", name="Edit")
        link.focus()
        expect(link).to_be_focused()
        page.wait_for_function(f"() => !({COVERED})()")


@pytest.fixture
def bare(page_of, alex, ticket):
    """The ticket's page, as Alex has it without JavaScript."""
    page = page_of(alex, java_script_enabled=False)
    page.goto(f"/tickets/{ticket.pk}/")
    return page


def test_a_ticket_is_changed_without_javascript(bare, alex, ticket, billing):
    bare.get_by_role("button", name="Take it").click()
    expect(bare.locator("#holder-menu")).to_contain_text("Alex Kim")
    bare.locator("#status-menu").click()
    bare.locator("#id_status_why").fill("I know Acme")
    bare.get_by_role("button", name="In progress").click()
    expect(bare.locator(".event").last).to_contain_text("set In progress. I know Acme")
    bare.get_by_label("Edit the subject").click()
    bare.locator("#id_subject").fill("Cannot sign in")
    bare.get_by_role("button", name="Save", exact=True).click()
    expect(bare.locator("h1")).to_contain_text("Cannot sign in")
    bare.locator("#holder-menu").click()
    bare.get_by_role("link", name="Choose a person or a group").click()
    bare.get_by_role("button", name="Billing").click()
    expect(bare.locator(".toast")).to_contain_text("You can no longer see it.")
    bare.get_by_role("button", name="Undo").click()
    expect(bare.locator(".toast")).to_contain_text("Undone")
    bare.goto(f"/tickets/{ticket.pk}/")
    expect(bare.locator("#holder-menu")).to_contain_text("Alex Kim")


def test_a_ticket_is_written_on_without_javascript(bare):
    for mode, button, shown in (
        ("Team note", "Add team note", ".note"),
        ("Reply", "Send email", ".message--agent"),
        ("Team thread", "Post to the team", ".thread"),
        ("Call", "Record call", ".message--customer"),
    ):
        choose(bare, mode)
        bare.locator("#id_body").fill(f"Words as {mode}")
        bare.get_by_role("button", name=button).click()
        expect(bare.locator(shown)).to_contain_text(f"Words as {mode}")
        expect(bare.locator("#id_body")).to_have_value("")
    choose(bare, "Reply")
    bare.locator("#id_to").fill("nobody")
    bare.locator("#id_body").fill("Kept")
    bare.get_by_role("button", name="Send email").click()
    expect(bare.locator("#id_to_error")).to_be_visible()
    expect(bare.locator("#id_body")).to_have_value("Kept")


def test_what_was_typed_survives_the_end_of_a_session(page_of, alex, ticket):
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    choose(page, "Team note")
    page.locator("#id_body").fill("Half a thought")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Add team note").click()
    page.get_by_label("Email").fill(alex.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("You had to sign in again while you were writing.")).to_be_visible()
    expect(page.locator("#id_body")).to_have_value("Half a thought")
    page.get_by_role("button", name="Add team note").click()
    expect(page.locator(".note")).to_contain_text("Half a thought")
    page.reload()
    expect(page.locator("#id_body")).to_have_value("")


def test_unsent_words_stay_in_the_tab(page_of, alex, ticket):
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    page.locator("#id_body").fill("Half a thought")
    page.goto("/tickets/")
    page.goto(f"/tickets/{ticket.pk}/")
    expect(page.locator("#id_body")).to_have_value("Half a thought")


def test_one_walks_through_the_list_and_stays_where_one_was(page_of, maria, ticket):
    second, third = TicketFactory.create_batch(2, by=maria)
    page = page_of(maria)
    page.goto("/tickets/?q=is:open+sort:number-asc")
    page.get_by_role("link", name=ticket.subject).click()
    on(page, "J")
    expect(page.locator("h1")).to_contain_text(second.subject)
    on(page, "p")
    page.get_by_role("button", name="High").click()
    expect(page.locator("#priority-menu")).to_contain_text("High")
    page.locator("#id_body").fill("Half a thought")
    page.locator("h1").click()
    page.keyboard.press("z")
    expect(page.locator("#priority-menu")).to_contain_text("Medium")
    expect(page.locator(".toast")).to_have_text(re.compile("Undone"))
    expect(page.locator("#id_body")).to_have_value("Half a thought")
    on(page, "J")
    expect(page.locator("h1")).to_contain_text(third.subject)
    on(page, "K")
    expect(page.locator("h1")).to_contain_text(second.subject)
    on(page, "u")
    expect(page.locator(f"#t-{second.pk}")).to_be_focused()
