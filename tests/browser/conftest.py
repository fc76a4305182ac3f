"""A real Chromium in front of the real server, and a page that tolerates no complaint of it."""

import os
import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from helpdesk.storage import BUNDLES, bundle
from tests.browser.soundness import findings, findings_everywhere
from tests.factories import TicketFactory
from tests.plugins.tools import need

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A machine may be busy with other things; what never comes is told as surely after this.
expect.set_options(timeout=20_000)
# A refused form is shown again and a missing thing is told; the browser logs both all the same.
EXPECTED = re.compile(r"(status of|Error Code) (403|404|409|422)")


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests of this process."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, at which Django's ORM would take offence.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=need("chromium"), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def bundles(tmp_path_factory):
    """A folder with the style sheet and the script of a page, put together as production does.

    Each page of a test begins with an empty cache, and two files are quicker to load than sixty.
    """
    source, folder = settings.BASE_DIR / "static", tmp_path_factory.mktemp("bundles")
    for name in BUNDLES:
        path = folder / name
        path.parent.mkdir()
        path.write_text(bundle(name, lambda part: (source / part).read_text()))
    return folder


# axe measures with styles of its own, which our policy refuses.
MEASURING = "Applying inline style violates"


class Complaints(list):
    """What the pages of a test complained about; in the end it must be empty."""

    def __init__(self):
        super().__init__()
        self.measured = set()

    def hear(self, message):
        """Keep an error or a warning of a console, but for those that measuring causes."""
        by_axe = message.page in self.measured and message.text.startswith(MEASURING)
        is_bad = message.type in ("error", "warning")
        if is_bad and not by_axe and not EXPECTED.search(message.text):
            self.append(message.text)


@pytest.fixture
def complaints():
    """The complaints of this test."""
    kept = Complaints()
    yield kept
    assert list(kept) == []


@pytest.fixture
def page_of(chromium, live_server, complaints, bundles, settings):
    """Return a function that opens a page for somebody signed in, or for nobody.

    `page_of(alex, width=390)` gives a Playwright page whose addresses are relative to the server.
    The test fails if the page logs an error, breaks the content security policy or raises.
    """
    contexts = []
    settings.STATICFILES_DIRS = [bundles, *settings.STATICFILES_DIRS]

    def open_page(user=None, width=1440, height=900, **options):
        options |= {"viewport": {"width": width, "height": height}, "base_url": live_server.url}
        context = chromium.new_context(**options)
        contexts.append(context)
        if user:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.on("console", complaints.hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()


def session_cookie(user, url):
    """The cookie of a browser in which `user` has signed in."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


@pytest.fixture
def assert_sound(complaints):
    """Return a check of a page as it stands: axe finds nothing, and nothing scrolls sideways.

    With `everywhere=True` it looks at desk and phone, in light and dark.
    """

    def check(page, *, everywhere=False):
        complaints.measured.add(page)
        found = findings_everywhere(page) if everywhere else findings(page)
        assert found == [], "\n".join(found)

    return check


@pytest.fixture
def own_files(settings, tmp_path):
    """Stored files go into a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def ticket(own_files, sarah, maria):
    """Sarah's ticket, which nobody holds."""
    return TicketFactory(
        subject="Cannot access dashboard",
        description="Unable to log in.",
        customer=sarah,
        by=maria,
        priority=3,
    )
