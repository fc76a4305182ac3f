"""Every state of a ticket's page is sound, on desk and phone, in light and dark."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import expect

from tests.browser.composing import choose
from tests.factories import CustomerFactory, TicketFactory
from tickets.models import Upload

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def busy(ticket, alex, maria, own_files):
    """A ticket with one of everything on it."""
    file = Upload.stage(ContentFile(b"words", name="log.txt"), owner=alex)
    ticket.add_note("A *note*.", by=alex, uploads=[file])
    ticket.add_note("A secret.", by=maria, for_admins=True)
    ticket.post("Is it too strict?", by=alex)
    ticket.write_mail("Hi", by=alex, to=["sarah.chen@acme.example"], cc=["david@acme.example"])
    ticket.record_call("Thanks", by=maria)
    ticket.set_tags(["login"], by=alex)
    ticket.edit(by=alex, description="Unable to log in since Monday.")
    return ticket


@pytest.fixture
def page(page_of, lisa, busy):
    """The busy ticket, open for an admin."""
    page = page_of(lisa)
    page.goto(f"/tickets/{busy.pk}/")
    return page


@pytest.fixture
def sound(assert_sound):
    """Return a check of a page that has come to show what is expected of it."""

    def check(page, sign):
        expect(sign).to_be_visible()
        assert_sound(page, everywhere=True)

    return check


def test_each_mode_of_the_composer(page, assert_sound):
    for mode in ("Reply", "Team note", "Admins only", "Team thread", "Call"):
        choose(page, mode)
        assert_sound(page, everywhere=True)


def test_each_menu_and_its_why(page, sound):
    for menu, sign in (
        ("#holder-menu", "menu-filter"),
        ("#status-menu", "#id_status_why"),
        ("#priority-menu", ".menu[open] .menu__item >> nth=0"),
        ("#send-and", ".menu[open] .menu__item >> nth=0"),
    ):
        page.locator(menu).click()
        sound(page, page.locator(sign))
        page.keyboard.press("Escape")
        expect(page.locator(".menu[open]")).to_have_count(0)
    page.locator("#status-menu").click()
    page.get_by_role("button", name="Closed").click()
    expect(page.locator("#id_status_why")).to_be_focused()
    sound(page, page.locator("#id_status_why"))


def test_each_text_being_edited(page, sound):
    for name, field in (
        ("Edit the subject", "#id_subject"),
        ("Edit the description", "#id_description"),
        ("Change the customer", "#id_find_customer"),
    ):
        page.get_by_label(name).or_(page.get_by_role("link", name=name)).first.click()
        sound(page, page.locator(field))


def test_what_is_refused(page, sound):
    page.locator("#id_to").fill("nobody")
    page.locator("#id_body").fill("Hi")
    page.locator("#id_files").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"}
    )
    sound(page, page.locator(".drop__file"))
    page.get_by_role("button", name="Send email").click()
    sound(page, page.locator("#id_to_error"))
    page.locator("#id_to").fill("stranger@nowhere.example")
    page.get_by_role("button", name="Send to stranger@nowhere.example").click()
    sound(page, page.get_by_text("Nobody here has written to stranger@nowhere.example yet."))


def test_a_change_with_its_toast_and_two_at_once(page, sound, busy, maria):
    busy.set_priority(2, by=maria, why="no hurry")
    page.locator("#priority-menu").click()
    page.get_by_role("button", name="Low").click()
    sound(page, page.locator("#conflict"))
    page.locator("#conflict").get_by_role("button", name="Set Low").click()
    sound(page, page.locator(".toast"))


def test_a_mail_that_something_newer_stopped(page, sound, busy, maria):
    page.locator("#id_body").fill("Could you try again?")
    busy.record_call("Never mind, it works!", by=maria)
    page.get_by_role("button", name="Send to").first.click()
    sound(page, page.get_by_text("Maria Lopez wrote while you were writing."))


def test_the_dialogs(page, sound):
    page.get_by_role("link", name="Earlier versions of the description").click()
    sound(page, page.get_by_role("dialog").locator("ins").first)
    page.get_by_role("button", name="Close").last.click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("?")
    sound(page, page.get_by_role("dialog", name="Keys of this page"))


def test_the_drawer_of_a_phone(page, sound):
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Details").click()
    sound(page, page.get_by_role("complementary", name="Context").or_(page.locator("#context")))


def test_a_closed_ticket_and_a_folded_one(page_of, sound, lisa, maria, alex, busy):
    for number in range(40):
        busy.add_note(f"Note {number}", by=alex)
    page = page_of(lisa)
    page.goto(f"/tickets/{busy.pk}/")
    sound(page, page.locator("#timeline"))
    busy.set_status("CLOSED", by=lisa, why="a duplicate")
    page.goto(f"/tickets/{busy.pk}/")
    sound(page, page.get_by_text("Closed by Lisa Brandt"))


def test_a_customer_without_an_address(page_of, sound, maria):
    nobody = CustomerFactory(name="Mr Abbott", by=maria)
    ticket = TicketFactory(customer=nobody, subject="Wants a copy", by=maria)
    page = page_of(maria)
    page.goto(f"/tickets/{ticket.pk}/")
    choose(page, "Reply")
    sound(page, page.get_by_text("Mr Abbott has no email address."))


def test_handed_over_out_of_sight(page_of, sound, alex, ticket, billing, priya):
    ticket.take(by=alex)
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    page.locator("#holder-menu").click()
    page.get_by_role("button", name="Billing").click()
    sound(page, page.get_by_text("You can no longer see it."))
