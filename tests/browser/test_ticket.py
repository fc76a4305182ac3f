"""A ticket's page in a real browser: change it, hand it over, write on it, fetch files, undo."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.composing import choose, on

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def head(page):
    """The head of the page."""
    return page.locator("#ticket-head")


def events(page):
    """The grey lines, as text."""
    return page.locator(".event")


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
    why.press("Enter")
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
    expect(choice).to_contain_text("You will no longer see it")
    page.locator("#id_holder_why").fill("an invoice after all")
    choice.click()
    expect(page).to_have_url(re.compile(r"/tickets/\?|/tickets/$"))
    expect(page.locator(".toast")).to_contain_text("assigned to Billing. You can no longer see it.")
    ticket.refresh_from_db()
    assert ticket.holder == billing
    on(page, "z")
    expect(page.locator(".toast")).to_contain_text("Undone")
    ticket.refresh_from_db()
    assert ticket.holder == alex


def test_a_mail_and_a_note_by_their_keys(page_of, alex, ticket):
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    text = page.locator("#id_body")
    page.keyboard.press("r")
    expect(text).to_be_focused()
    text.fill("Hi Sarah, your account was locked.")
    page.get_by_role("button", name="Send to sarah.chen@acme.example").click()
    expect(page.locator(".message--agent")).to_contain_text(re.compile("Goes out in|Queued"))
    expect(text).to_have_value("")
    page.locator("h1").click()
    page.keyboard.press("n")
    expect(text).to_be_focused()
    text.fill("Locked after failed logins")
    text.press("Control+Enter")
    expect(page.locator(".note")).to_contain_text("Locked after failed logins")


def test_a_note_for_admins_is_gone_for_its_author(page_of, alex, ticket):
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    choose(page, "Admins only")
    page.locator("#id_body").fill("Somebody tries passwords.")
    page.get_by_role("button", name="Add for admins only").click()
    expect(page.locator(".toast").last).to_contain_text("You can no longer see it")
    expect(page.locator("#id_body")).to_have_value("")
    expect(page.locator("main")).not_to_contain_text("Somebody tries passwords.")
    assert ticket.notes.get().is_for_admins


def test_the_team_talks_and_a_call_is_recorded(page_of, alex, ticket):
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    text = page.locator("#id_body")
    choose(page, "Team thread")
    text.fill("Is the lock too strict?")
    page.get_by_role("button", name="Post to the team").click()
    expect(page.locator(".thread__item")).to_have_count(1)
    text.fill("Half a reply")
    answer = page.get_by_label("Answer the team: Is the lock too strict?")
    answer.fill("Five tries are fine.")
    answer.press("Enter")
    expect(page.locator(".thread__item")).to_have_count(2)
    expect(answer).to_have_value("")
    expect(text).to_have_value("Half a reply")
    choose(page, "Call")
    text.fill("It works now! Thank you!")
    page.get_by_role("button", name="Record call").click()
    expect(page.locator(".message--customer")).to_contain_text("It works now!")


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
    page.get_by_role("button", name="Send email").click()
    expect(page.locator("#id_to_error")).to_contain_text("not an email address")
    expect(page.locator("#id_to")).to_be_focused()
    expect(text).to_have_value("Only words")
    expect(page.get_by_label("a.txt")).to_be_checked()
    page.locator("#id_to").fill("sarah.chen@acme.example")
    page.get_by_role("button", name="Send to sarah.chen@acme.example").click()
    expect(page.locator(".message--agent .file")).to_contain_text("a.txt")


def test_two_people_choose_and_both_values_are_shown(page_of, alex, maria, ticket):
    first, second = page_of(maria), page_of(alex)
    for page in (first, second):
        page.goto(f"/tickets/{ticket.pk}/")
    first.keyboard.press("p")
    first.get_by_role("button", name="Medium").click()
    expect(first.locator("#priority-menu")).to_contain_text("Medium")
    second.locator("#id_body").fill("Half a thought")
    second.locator("h1").click()
    second.keyboard.press("p")
    second.get_by_role("button", name="Low").click()
    notice = second.locator("#conflict")
    expect(notice).to_contain_text("Maria Lopez set priority Medium, was High")
    expect(notice).to_contain_text("You chose Low.")
    expect(notice).to_be_focused()
    expect(second.locator("#id_body")).to_have_value("Half a thought")
    notice.get_by_role("button", name="Set Low").click()
    expect(second.locator("#priority-menu")).to_contain_text("Low")
    expect(notice).to_have_count(0)


def test_a_mail_meets_something_newer(page_of, alex, maria, ticket):
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    page.locator("#id_body").fill("Could you try again?")
    ticket.record_call("Never mind, it works!", by=maria)
    page.get_by_role("button", name="Send to sarah.chen@acme.example").click()
    expect(page.get_by_text("Maria Lopez wrote while you were writing.")).to_be_visible()
    expect(page.locator(".timeline__new + li")).to_contain_text("Never mind, it works!")
    expect(page.locator("#id_body")).to_have_value("Could you try again?")
    page.get_by_role("button", name="Send anyway").click()
    expect(page.locator(".message--agent")).to_contain_text("Could you try again?")


def test_files_are_chosen_and_dropped_seen_and_fetched(page_of, alex, ticket, picture, pdf):
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    choose(page, "Team note")
    page.locator("#id_body").fill("What she sees")
    page.locator("#id_files").set_input_files(
        {"name": "locked.png", "mimeType": "image/png", "buffer": picture}
    )
    page.locator("#composer").evaluate(DROP, {"name": "letter.pdf", "bytes": list(pdf)})
    expect(page.locator(".drop__file")).to_have_count(2)
    page.get_by_role("button", name="Add team note").click()
    files = page.locator(".note .file")
    expect(files).to_have_count(2)
    image = files.first.locator("img")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)
    expect(image).not_to_have_js_property("naturalWidth", 0)
    with page.context.expect_page() as opened:
        files.first.click()
    expect(opened.value.locator("img")).to_have_js_property("naturalWidth", 400)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all").click()
    assert download.value.suggested_filename == f"ticket-{ticket.pk}.zip"
    download.value.path()
    assert ticket.events.filter(kind="downloaded").count() == 3


DROP = """(form, file) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(file.bytes)], file.name, { type: "application/pdf" }));
  form.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
}"""


@pytest.fixture
def picture():
    """A real PNG."""
    content = io.BytesIO()
    Image.new("RGB", (400, 240), "teal").save(content, "PNG")
    return content.getvalue()


@pytest.fixture
def pdf():
    """A real PDF of one page."""
    content = io.BytesIO()
    Image.new("RGB", (200, 200), "white").save(content, "PDF")
    return content.getvalue()
