"""What the day's browser tests share: the people at their screens, and what must be true after."""

import io
from functools import cache

from PIL import Image
from playwright.sync_api import expect

from tickets.models import TicketEvent

SUBJECT = "Cannot access dashboard"
MARKER = "Ask legal before you answer"
LOCKED = "Account locked due to multiple failed login attempts"
MAIL = (
    "Hi Sarah, I found your account was locked. I’ve unlocked it. "
    "Please try logging in again and let me know if you still have issues."
)
THANKS = "It works now! Thank you!"
CONFIRMED = "Customer confirmed issue resolved"


@cache
def picture(kind):
    """A real file of this kind, as Playwright takes it: a PNG or a PDF of one page."""
    out = io.BytesIO()
    Image.new("RGB", (640, 400), "#dfe8f5").save(out, kind.upper())
    types = {"png": "image/png", "pdf": "application/pdf"}
    return {"name": f"sign-in.{kind}", "mimeType": types[kind], "buffer": out.getvalue()}


class Desk:
    """One person at one screen of their own."""

    def __init__(self, page):
        self.page = page

    def look(self, query="is:open"):
        """Open the list, and return its rows' subjects."""
        self.page.goto(f"/tickets/?q={query}")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        return self.page.locator(".row__link").all_inner_texts()

    def open(self, ticket):
        """Open a ticket; return the status of the answer."""
        return self.page.goto(f"/tickets/{ticket.pk}/").status

    def sees(self, ticket, *texts):
        """Assert that the ticket opens here and shows these texts."""
        assert self.open(ticket) == 200
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)

    def is_blind_to(self, ticket):
        """Assert that the ticket does not exist for this person: not by list, not by address."""
        assert SUBJECT not in self.look("sort:updated-desc")
        assert self.open(ticket) == 404

    def never_reads(self, ticket, text):
        """Assert that the text is not in the page that this person gets."""
        assert self.open(ticket) == 200
        assert text not in self.page.content()

    def fetches(self, name):
        """Fetch a file of the open ticket with this person's cookies; return its bytes."""
        link = self.page.locator(f"a.file:has-text('{name}')").first
        return self.page.request.get(link.get_attribute("href")).body()

    def write(self, mode, text, button, *files):
        """Write in one mode of the composer and press its button."""
        page = self.page
        page.get_by_role("radio", name=mode).check()
        page.locator("#id_body").fill(text)
        if files:
            page.locator("#id_files").set_input_files(list(files))
        page.get_by_role("button", name=button).click()

    def set_status(self, word):
        """Choose a status in the menu of the open ticket."""
        page = self.page
        page.locator("#status-menu").click()
        page.locator(".menu[open]").get_by_role("button", name=word).click()
        expect(page.locator("#status-menu")).to_contain_text(word)


def trail_of(ticket, user=None):
    """The trail as (who, what, why) but for downloads, all of it or what `user` reads."""
    events = TicketEvent.objects.filter(ticket=ticket).exclude(kind="downloaded")
    if user:
        events = events.visible_to(user)
    rows = events.order_by("id").values_list("by__name", "kind", "why")
    return [(who.split()[0], kind, why) for who, kind, why in rows]


DAY = [
    ("Maria", "created", ""),
    ("Alex", "taken", ""),
    ("Alex", "status_changed", ""),
    ("Alex", "noted", ""),
    ("Alex", "noted", ""),
    ("Alex", "email_written", ""),
    ("Alex", "call_recorded", ""),
    ("Alex", "noted", ""),
    ("Alex", "status_changed", ""),
    ("Lisa", "status_changed", ""),
]


def assert_the_day_is_on_record(ticket, alex, lisa):
    """Assert who did what, when, through what, and who of the two reads how much of it."""
    ticket.refresh_from_db()
    assert trail_of(ticket) == trail_of(ticket, lisa) == DAY
    secret = ticket.notes.get(visibility="ADMINS")
    hidden = list(ticket.events.filter(note=secret).values_list("kind", flat=True))
    assert hidden == ["noted"]
    assert len(trail_of(ticket, alex)) == len(DAY) - 1
    assert set(ticket.events.values_list("via", flat=True)) == {"web"}
    assert list(ticket.events.values_list("at", flat=True)) == sorted(
        ticket.events.values_list("at", flat=True)
    )
    changes = [e.changes["status"] for e in ticket.events.filter(kind="status_changed")]
    assert [(c["old"], c["new"]) for c in changes] == [
        ("OPEN", "IN_PROGRESS"),
        ("IN_PROGRESS", "RESOLVED"),
        ("RESOLVED", "CLOSED"),
    ]
    notes = ticket.notes.order_by("id").values_list("body", flat=True)
    assert list(notes) == [LOCKED, MARKER, CONFIRMED]
    said = [m.body for thread in ticket.threads.all() for m in thread.messages.all()]
    assert said == [MAIL, THANKS]
    assert ticket.status == "CLOSED"
    assert ticket.holder == alex
