"""`make screenshots`: make the README's pictures of a helpdesk with demo data, in a browser.

The helpdesk is in a temporary folder; the pictures are stored in `docs/`. The demo's dates depend
on the day, so the pictures differ after every run: commit them only if the product looks different.
"""

import io
import os
import shutil
import socket
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

DOCS = Path(__file__).resolve().parent.parent / "docs"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
LOGIN_TICKET = "Cannot access dashboard"

# name: whose screen, address, size of the window, light or dark
PICTURES = {
    "queue": ("Lisa", "/tickets/?q=is:open", DESK, "light"),
    "queue-dark": ("Lisa", "/tickets/?q=is:open", DESK, "dark"),
    "ticket": ("Lisa", "/tickets/{ticket}/", DESK, "light"),
    "thread": ("Lisa", "/tickets/{thread}/#timeline-end", DESK, "light"),
    "bounced": ("Alex", "/tickets/{bounced}/#timeline-end", DESK, "light"),
    "inbox": ("Lisa", "/inbox/", DESK, "light"),
    "new-ticket": ("Priya", "/tickets/new/?customer={customer}", DESK, "light"),
    "customer": ("Lisa", "/customers/{customer}/", DESK, "light"),
    "queue-phone": ("Alex", "/tickets/?q=is:open", PHONE, "light"),
    "ticket-phone": ("Alex", "/tickets/{ticket}/", PHONE, "dark"),
}


def free_port():
    """Return a port that is not in use."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def story():
    """Return the ids of the demo's main ticket and customer, and of emails, for the URLs."""
    from tickets.models import Message, Ticket

    ticket = Ticket.objects.get(subject=LOGIN_TICKET)
    emails = Message.objects.filter(kind="EMAIL").select_related("thread").order_by("-pk")
    return {
        "ticket": ticket.pk,
        "customer": ticket.customer_id,
        "thread": emails.filter(direction="IN").first().thread.ticket_id,
        "bounced": emails.filter(delivery="BOUNCED").first().thread.ticket_id,
    }


def session_of(name):
    """Return the session cookie of a person of the demo who is signed in."""
    from django.conf import settings
    from django.test import Client

    from accounts.models import User

    client = Client()
    client.force_login(User.objects.get(name__startswith=name))
    cookie = settings.SESSION_COOKIE_NAME
    return {"name": cookie, "value": client.cookies[cookie].value}


def take(browser, address, name, numbers):
    """Make one picture, lossless: pictures of text are small anyway."""
    person, path, size, scheme = PICTURES[name]
    phone = size is PHONE
    context = browser.new_context(
        viewport=size, color_scheme=scheme, has_touch=phone, is_mobile=phone, base_url=address
    )
    context.add_cookies([session_of(person) | {"url": address}])
    page = context.new_page()
    page.goto(path.format(**numbers))
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.save(DOCS / f"{name}.webp", lossless=True, quality=100, method=6)
    context.close()


def take_all(address):
    """Make all pictures of the helpdesk at `address`."""
    from playwright.sync_api import sync_playwright

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs an event loop here
    DOCS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        numbers = story()
        for name in PICTURES:
            take(browser, address, name, numbers)
        browser.close()


def main():
    """Prepare a helpdesk in a temporary folder, serve it, make the pictures, end it."""
    from scripts.processes import start, stop
    from scripts.run import COMMANDS, answers, prepare

    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        os.environ |= {"LOCAL": "1", "DATA_DIR": folder, "PORT": str(port), "LOG_LEVEL": "WARNING"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "helpdesk.settings"
        os.environ.pop("DATABASE_URL", None)
        prepare()
        server = start(COMMANDS[0])
        try:
            while not answers(port):
                time.sleep(0.2)
            take_all(f"http://127.0.0.1:{port}")
        finally:
            stop(server)
    return 0


if __name__ == "__main__":
    sys.exit(main())
