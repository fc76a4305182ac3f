"""The inbox in a real browser: by mouse, by keys alone, on a phone, and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import TicketFactory
from tests.mail.conftest import a_mail, arrive

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ticket(own_files, sarah, alex):
    """Sarah's open ticket."""
    return TicketFactory(subject="Cannot access dashboard", customer=sarah, by=alex)


@pytest.fixture
def mails(ticket):
    """Three mails that wait, the newest from Sarah."""
    bounce = {"From": "mailer-daemon@delta.example", "Subject": "Undelivered"}
    elena = {"From": "Elena Petrova <elena@delta.example>", "Subject": "Before we sign"}
    text = "The same again.\n\nOn Monday, Alex wrote:\n> It is unlocked\n> Try again"
    files = [("shot.png", b"12345")]
    subject = f"Re: Cannot access dashboard [#{ticket.pk}]"
    return [
        arrive(Message_ID="<1@delta.example>", **bounce),
        arrive(Message_ID="<2@delta.example>", **elena),
        arrive(a_mail(text, Subject=subject, Message_ID="<3@acme.example>", files=files)),
    ]


def subject(page, words):
    """Wait until the mail of this subject is shown."""
    expect(page.locator("#mail-h")).to_have_text(words)


def waits(page, count):
    """Wait until so many mails are counted."""
    noun = "email" if count == 1 else "emails"
    expect(page.locator("#inbox_list .main__count")).to_have_text(
        f"{count} {noun} without a ticket"
    )


def test_by_keys_alone(mails, page_of, alex):
    page = page_of(alex)
    page.goto("/overview/")
    expect(page.locator("#count-inbox")).to_contain_text("3")
    page.keyboard.press("g")
    page.keyboard.press("i")
    subject(page, re.compile("Re: Cannot access"))
    page.wait_for_load_state()  # no hand is quicker than the page's script
    page.keyboard.press("j")
    expect(page.locator(f"#m-{mails[2].pk}")).to_be_focused()
    page.keyboard.press("j")
    subject(page, "Before we sign")
    expect(page).to_have_url(re.compile(f"/inbox/{mails[1].pk}/$"))
    page.wait_for_timeout(200)  # a hand is slower than the moment in which htmx settles
    page.keyboard.press("3")
    waits(page, 2)
    subject(page, "Undelivered")
    expect(page.locator(f"#m-{mails[0].pk}")).to_be_focused()
    expect(page.locator("#count-inbox")).to_contain_text("2")


def test_z_brings_back_and_an_exclamation_mark_blocks(mails, page_of, alex):
    page = page_of(alex)
    page.goto(f"/inbox/{mails[1].pk}/")
    subject(page, "Before we sign")
    page.keyboard.press("3")
    waits(page, 2)
    expect(page.locator(f"#m-{mails[0].pk}")).to_be_focused()  # htmx knows the new toast by then
    page.keyboard.press("z")
    waits(page, 3)
    subject(page, "Before we sign")
    expect(page.locator(f"#m-{mails[1].pk}")).to_be_focused()
    page.keyboard.press("!")
    waits(page, 2)
    expect(page.locator(".toast").last).to_contain_text("Blocked elena@delta.example")
    expect(page.locator(f"#m-{mails[0].pk}")).to_be_focused()


def test_2_files_to_the_ticket_that_is_found(mails, page_of, alex, ticket):
    page = page_of(alex)
    page.goto("/inbox/")
    subject(page, re.compile("Re: Cannot access"))
    page.keyboard.press("2")
    expect(page.locator("#pick-q")).to_be_focused()
    page.keyboard.type("dashboard")
    here = page.locator("#pick-found").get_by_role("button", name="File here")
    expect(page.locator(f"#found-{ticket.pk}")).to_be_visible()
    here.focus()
    page.keyboard.press("Enter")
    waits(page, 2)
    expect(page.locator("#dialog")).to_be_hidden()
    link = page.locator(".toast").last.get_by_role("link", name="Open")
    expect(link).to_have_attribute("href", f"/tickets/{ticket.pk}/")
    assert ticket.threads.get().messages.count() == 1


def test_by_mouse_a_ticket_is_made(mails, page_of, alex, assert_sound):
    page = page_of(alex)
    page.goto("/inbox/")
    page.get_by_text("Before we sign").first.click()
    subject(page, "Before we sign")
    page.get_by_role("link", name="Make a ticket").click()
    expect(page.get_by_text("Starts with the email from Elena Petrova")).to_be_visible()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Elena Petrova")
    assert_sound(page)
    page.get_by_role("button", name="Create ticket").click()
    waits(page, 2)
    subject(page, "Undelivered")


def test_a_customer_is_blocked_only_after_a_question(mails, page_of, alex):
    page = page_of(alex)
    page.goto("/inbox/")
    page.get_by_role("button", name="Block sender").click()
    dialog = page.locator("#dialog")
    expect(dialog).to_contain_text("Sarah Chen has this address")
    dialog.get_by_label("Block anyway").check()
    dialog.get_by_role("button", name="Block", exact=True).click()
    waits(page, 2)
    expect(dialog).to_be_hidden()


def test_on_a_phone_list_then_mail(mails, page_of, alex, assert_sound):
    page = page_of(alex, width=390, height=844, has_touch=True)
    page.goto("/inbox/")
    expect(page.locator("#preview")).to_be_hidden()
    page.get_by_text("Before we sign").first.click()
    subject(page, "Before we sign")
    expect(page.locator(".inbox__list")).to_be_hidden()
    expect(page.locator(".preview__back")).to_be_focused()
    page.get_by_role("button", name="Discard").click()
    waits(page, 2)
    expect(page.locator(".inbox__list")).to_be_visible()
    assert_sound(page)


def test_without_a_script(mails, page_of, alex, ticket):
    page = page_of(alex, java_script_enabled=False)
    page.goto("/inbox/")
    page.get_by_role("button", name="File here").first.click()
    waits(page, 2)
    subject(page, "Before we sign")
    page.get_by_role("button", name="Discard").click()
    waits(page, 1)
    page.get_by_role("button", name="Undo").click()
    waits(page, 2)
    page.get_by_role("link", name="File to a ticket").click()
    page.get_by_label("Number or words").fill(f"#{ticket.pk}")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name="File here").click()
    waits(page, 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_is_sound(mails, page_of, lisa, assert_sound, scheme, width):
    page = page_of(lisa, width=width, color_scheme=scheme)
    page.goto(f"/inbox/{mails[2].pk}/")
    subject(page, re.compile("Re: Cannot access"))
    page.locator("summary", has_text="Show quoted text").click()
    assert_sound(page)
