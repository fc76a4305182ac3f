"""What a new ticket offers besides its fields: similar subjects, and a first note or email."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import TicketFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TICKET = re.compile(r"/tickets/\d+/$")


def test_similar_subjects_follow_what_is_typed(page_of, maria, sarah):
    TicketFactory(customer=sarah, subject="Dashboard says “account locked”", by=maria)
    page = page_of(maria)
    page.goto("/tickets/new/")
    subject = page.get_by_role("textbox", name="Subject")
    subject.press_sequentially("Account locked")
    beside = page.get_by_role("complementary", name="Related")
    expect(beside).to_contain_text("Dashboard says “account locked”")
    expect(page.locator("#live")).to_contain_text("Similar subject")
    expect(subject).to_be_focused()
    with page.context.expect_page() as opened:
        beside.get_by_role("link", name="Dashboard says").click()
    expect(opened.value.locator("h1")).to_contain_text("Dashboard says")
    expect(subject).to_have_value("Account locked")


def test_a_first_mail_is_written_in_the_same_step(page_of, maria, sarah):
    page = page_of(maria)
    page.goto(f"/tickets/new/?customer={sarah.pk}")
    page.get_by_label("Subject").fill("Cannot access dashboard")
    page.get_by_text("Add a first note or email").click()
    expect(page.get_by_text("Never sent to the customer.")).to_be_visible()
    page.get_by_role("radio", name="Email to the customer").check()
    expect(page.get_by_text("Sent to sarah.chen@acme.example when")).to_be_visible()
    page.get_by_role("textbox", name="Text").fill("We look into it.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(TICKET)
    expect(page.locator(".message--agent")).to_contain_text("We look into it.")


def test_both_without_a_script(page_of, maria, sarah):
    TicketFactory(customer=sarah, subject="Dashboard says “account locked”", by=maria)
    page = page_of(maria, java_script_enabled=False)
    page.goto("/tickets/new/")
    page.get_by_label("Subject").fill("Account locked")
    page.get_by_text("Add a first note or email").click()
    page.get_by_role("textbox", name="Text").fill("Fourteen tries")
    page.get_by_role("button", name="Show similar subjects").click()
    beside = page.get_by_role("complementary", name="Related")
    expect(beside).to_contain_text("Dashboard says “account locked”")
    expect(page.get_by_role("textbox", name="Text")).to_have_value("Fourteen tries")
    page.get_by_role("combobox", name="Customer").fill("sarah.chen@acme.example")
    page.get_by_role("button", name="Create ticket").click()
    page.wait_for_url(TICKET)
    expect(page.locator(".note")).to_contain_text("Fourteen tries")


def test_both_are_sound(page_of, assert_sound, maria, sarah):
    TicketFactory(subject="Dashboard says “account locked”", by=maria)
    page = page_of(maria)
    page.goto(f"/tickets/new/?customer={sarah.pk}")
    page.get_by_role("textbox", name="Subject").press_sequentially("Account locked")
    expect(page.locator("#similar")).to_contain_text("Dashboard says “account locked”")
    page.get_by_text("Add a first note or email").click()
    for kind in ("Email to the customer", "Team note"):
        page.get_by_role("radio", name=kind).check()
        assert_sound(page, everywhere=True)
