"""The story's Monday by keyboard alone: no mouse is moved, no control is pointed at."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.day import (
    CONFIRMED,
    LOCKED,
    MAIL,
    MARKER,
    SUBJECT,
    THANKS,
    assert_the_day_is_on_record,
)
from tickets.models import Ticket

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Keys:
    """A person who has a keyboard and nothing else."""

    def __init__(self, page):
        self.page = page
        page.goto("/tickets/")

    def press(self, *keys):
        """Press keys one after the other, once the page has its scripts."""
        self.page.wait_for_load_state()
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        """Type into whatever has the focus."""
        self.page.keyboard.type(text)

    def tab_to(self, name, limit=40):
        """Press Tab until what has the focus has this accessible name."""
        wanted = self.page.get_by_label(name).or_(self.page.get_by_role("button", name=name))
        for _step in range(limit):
            self.press("Tab")
            if wanted.and_(self.page.locator(":focus")).count():
                return
        raise AssertionError(f"{name} cannot be reached by Tab")

    def write(self, *keys, text, seen):
        """Open the composer by its keys, write, send by Ctrl+Enter, and see it in the page."""
        self.press(*keys)
        expect(self.page.locator("#id_body")).to_be_focused()
        self.type(text)
        self.press("Control+Enter")
        expect(self.page.locator("#timeline")).to_contain_text(seen)
        expect(self.page.locator("#id_body")).to_have_value("")

    def choose_mode(self, name):
        """From the composer's text back to its modes, and along them with the arrows."""
        expect(self.page.locator("#id_body")).to_be_focused()
        while not self.page.locator(":focus[name=mode]").count():
            self.press("Shift+Tab")
        chosen = self.page.get_by_role("radio", name=name)
        for _mode in range(5):
            if chosen.is_checked():
                break
            self.press("ArrowRight")
        self.tab_to("Text")


def test_the_day_by_keyboard_alone(page_of, maria, alex, lisa, sarah):
    ticket = maria_notes_it(Keys(page_of(maria)), sarah)
    alex_works_on_it(Keys(page_of(alex)), ticket)
    lisa_closes_it(Keys(page_of(lisa)), ticket)
    assert_the_day_is_on_record(ticket, alex, lisa)


def maria_notes_it(keys, sarah):
    """`c`, and from field to field."""
    page = keys.page
    keys.press("c")
    expect(page.locator("#id_who")).to_be_focused()
    keys.type("sarah")
    expect(page.get_by_role("option", name=re.compile("Sarah Chen"))).to_be_visible()
    keys.press("Enter")
    expect(page.get_by_role("group", name="Customer")).to_contain_text("Sarah Chen")
    keys.tab_to("Subject")
    keys.type(SUBJECT)
    keys.press("Tab")
    keys.type("Customer unable to log in")
    keys.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(SUBJECT)
    return Ticket.objects.get()


def alex_works_on_it(keys, ticket):
    """`g u`, down, open, take, and every mode by its key."""
    page = keys.page
    keys.press("g", "u")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Unassigned")
    keys.press("j", "Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(SUBJECT)
    keys.press("t")
    expect(page.locator("#ticket-head")).to_contain_text("Alex Kim")
    keys.press("s", "3")
    expect(page.locator("#status-menu")).to_contain_text("In progress")
    keys.write("n", text=LOCKED, seen=LOCKED)
    alex_writes_on(keys)
    keys.press("Escape")
    keys.write("n", text=CONFIRMED, seen=CONFIRMED)
    keys.press("Escape", "s", "4")
    expect(page.locator("#status-menu")).to_contain_text("Resolved")


def alex_writes_on(keys):
    """A note for admins only, a mail, and what Sarah said."""
    page = keys.page
    keys.press("Escape", "n")
    keys.choose_mode("Admins only")
    keys.type(MARKER)
    keys.press("Control+Enter")
    expect(page.locator(".toast").last).to_contain_text("You can no longer see it")
    expect(page.locator("#id_body")).to_have_value("")
    keys.press("Escape")
    keys.write("r", text=MAIL, seen="I found your account was locked")
    keys.press("Escape", "r")
    keys.choose_mode("Call")
    keys.type(THANKS)
    keys.press("Control+Enter")
    expect(page.locator("#timeline")).to_contain_text(THANKS)
    expect(page.locator("#id_body")).to_have_value("")


def lisa_closes_it(keys, ticket):
    """`/` and a line, open, `e`."""
    page = keys.page
    keys.press("/")
    expect(page.locator("#q")).to_be_focused()
    keys.press("Control+a")
    keys.type("status:resolved")
    keys.press("Enter")
    expect(page.locator(".row__link")).to_have_text([SUBJECT])
    keys.press("Escape", "j", "Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(SUBJECT)
    keys.press("e")
    expect(page.get_by_text("Closed by Lisa Brandt")).to_be_visible()
