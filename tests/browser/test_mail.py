"""A mail in a real browser: nothing in it runs or loads, its own picture shows, its frame fits."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.mail.html.hostile import HOSTILE
from tests.mail.letters import filed, letter, png

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ATTACK = (
    "<script>parent.hit = 1; top.location = 'https://evil.example/'</script>"
    "<img src=x onerror='parent.hit = 2'><body onload='parent.hit = 3'>"
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>"
    "<link rel=dns-prefetch href=//evil.example><link rel=preload as=image href=//evil.example/p>"
)


def html(live_server):
    """A mail that tries everything, with a picture of its own, a link, and much to read."""
    return (
        f"{ATTACK}{''.join(HOSTILE)}<h2>Good news</h2><img src='cid:logo@acme' alt='Logo'>"
        f"<a href='{live_server.url}/static/img/favicon.svg'>our page</a>"
        "<img src='https://far.example/a.png' alt='Far away'>" + "<p>It works now.</p>" * 60
    )


@pytest.fixture
def message(ticket, alex, live_server):
    """Sarah's mail on her ticket."""
    raw = letter(html(live_server), "Good news.\n\n> It is\n> locked.\n", picture=png())
    return filed(ticket, alex, raw)


@pytest.fixture
def asked(live_server):
    """Return a function that has a page note what it asks of others than the live server."""

    def watch(page):
        found = []

        def note(request):
            if not request.url.startswith((live_server.url, "data:", "about:")):
                found.append(request.url)

        page.on("request", note)
        return found

    return watch


FRAME = "iframe.mail__frame"
DEADLINE = 20


def of_frame(page, expression):
    """What `expression` says of the frame's document `d`, asked from our page.

    Playwright's own way runs a script in the frame, and Chromium logs that it refused it.
    """
    return page.locator(FRAME).evaluate(f"f => (d => {expression})(f.contentDocument)")


def wait_for_frame(page, expression):
    """Wait until `expression` holds for the frame's document `d`."""
    until = time.monotonic() + DEADLINE
    while not of_frame(page, f"Boolean({expression})"):
        assert time.monotonic() < until, f"never came true: {expression}"
        time.sleep(0.05)


def wait_for_picture(page, name="Logo"):
    """Wait until a picture in the frame is loaded."""
    wait_for_frame(page, f"d?.querySelector('img[alt=\"{name}\"]')?.naturalWidth === 40")


def click_in_frame(page, selector):
    """Click what stands in the frame, as a hand would."""
    page.locator(FRAME).scroll_into_view_if_needed()
    of_frame(page, f"d.querySelector('{selector}').scrollIntoView({{block: 'center'}})")
    outer = page.locator(FRAME).bounding_box()
    inner = of_frame(page, f"d.querySelector('{selector}').getBoundingClientRect().toJSON()")
    page.mouse.click(outer["x"] + inner["x"] + 5, outer["y"] + inner["y"] + inner["height"] / 2)


def test_nothing_in_a_hostile_mail_runs_or_loads(page_of, alex, ticket, message, asked):
    page = page_of(alex)
    elsewhere = asked(page)
    page.goto(f"/tickets/{ticket.pk}/")
    page.get_by_role("link", name="Full email").click()
    wait_for_picture(page)
    assert "Good news" in of_frame(page, "d.body.innerText")
    expect(page.get_by_text("remote images are not loaded")).to_be_visible()
    expect(page).to_have_url(f"/tickets/{ticket.pk}/")
    assert page.evaluate("window.hit") is None
    with page.expect_popup() as opened:
        click_in_frame(page, "a[href*=favicon]")
    opened.value.wait_for_load_state()
    assert opened.value.evaluate("opener") is None
    assert elsewhere == []


def test_remote_images_are_asked_for_once_one_says_so(page_of, alex, ticket, message, asked):
    page = page_of(alex)
    elsewhere = asked(page)
    for address in ("https://far.example/**", "https://e.example/**"):
        page.route(address, lambda route: route.fulfill(body=png(), content_type="image/png"))
    page.goto(f"/tickets/{ticket.pk}/emails/{message.pk}/full/")
    wait_for_picture(page)
    assert elsewhere == []
    page.get_by_role("link", name="Show remote images").click()
    expect(page.get_by_text("Remote images are shown")).to_be_visible()
    wait_for_picture(page, "Far away")
    assert "https://far.example/a.png" in elsewhere
    page.reload()
    expect(page.get_by_text("remote images are not loaded")).to_be_visible()


def test_the_frame_is_as_high_as_the_mail_and_the_views_change_in_place(
    page_of, alex, ticket, message
):
    page = page_of(alex)
    page.goto(f"/tickets/{ticket.pk}/")
    quoted = page.get_by_text("It is")
    expect(quoted).to_be_hidden()
    page.get_by_text("Show quoted text").click()
    expect(quoted).to_be_visible()
    page.get_by_role("link", name="Full email").click()
    wait_for_picture(page)
    expect(page.locator(FRAME)).to_have_attribute("style", re.compile("block-size"))
    assert page.locator(FRAME).bounding_box()["height"] > 1500
    page.get_by_role("link", name="Original").click()
    expect(page.get_by_role("rowheader", name="Message-ID")).to_be_visible()
    expect(page.get_by_role("link", name="Original")).to_be_focused()
    page.get_by_role("link", name="Reply only").click()
    expect(page.get_by_text("Show quoted text")).to_be_visible()


def test_all_views_work_without_javascript(page_of, alex, ticket, message):
    page = page_of(alex, java_script_enabled=False)
    page.goto(f"/tickets/{ticket.pk}/")
    page.get_by_role("link", name="Full email").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Email from Sarah Chen")
    wait_for_picture(page)
    assert page.locator(FRAME).bounding_box()["height"] > 300
    page.get_by_role("link", name="Original").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download it as a file").click()
    assert download.value.suggested_filename.endswith(".eml")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_every_view_is_sound(page_of, assert_sound, alex, ticket, message, width, scheme):
    page = page_of(alex, width=width, color_scheme=scheme)
    page.goto(f"/tickets/{ticket.pk}/")
    expect(page.get_by_role("link", name="Full email")).to_be_visible()
    assert_sound(page)
    page.get_by_role("link", name="Full email").click()
    wait_for_picture(page)
    assert_sound(page)
    page.get_by_role("link", name="Original").click()
    expect(page.get_by_role("rowheader", name="Message-ID")).to_be_visible()
    assert_sound(page)
