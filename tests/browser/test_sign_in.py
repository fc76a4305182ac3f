"""The door in a real browser: passwords, codes of an app, passkeys; nothing breaks the policy."""

import re
import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def fresh_throttle(db):
    """No test is throttled for another's tries."""
    cache.clear()


def sign_in(page, person, password=PASSWORD):
    """Come to one's profile by the sign-in page."""
    page.goto(reverse("profile"))
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page):
    """Leave by the page that asks first."""
    page.goto(reverse("account_logout"))
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/")


def expect_in(page):
    """Be on the page one came for."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Your profile")


def confirm(page):
    """Give the password once more."""
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()


def come_to_add_a_passkey(page, person):
    """Sign in, and come to the form for a new passkey by way of the password."""
    sign_in(page, person)
    expect_in(page)
    page.goto(reverse("mfa_add_webauthn"))
    confirm(page)


def code_of(secret, steps=0):
    """What an app with this secret shows, or will show in `steps` half minutes."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def device():
    """Return a function that gives a page's browser a device with passkeys, as a laptop has."""

    def plug_in(page):
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    return plug_in


@pytest.mark.parametrize("with_scripts", [True, False])
def test_in_by_password_and_out_again(page_of, alex, with_scripts):
    page = page_of(java_script_enabled=with_scripts)
    sign_in(page, alex, "wrong")
    expect(page.get_by_role("alert")).to_contain_text("do not let you in")
    expect(page.get_by_label("Email")).to_have_value(alex.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect_in(page)
    sign_out(page)
    page.goto(reverse("profile"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to Helpdesk")
    passkey = page.get_by_role("button", name="Sign in with a passkey")
    expect(passkey).to_be_visible(visible=with_scripts)


def test_a_second_factor_from_an_app(page_of, alex):
    page = page_of()
    sign_in(page, alex)
    page.get_by_role("link", name="Security").click()
    page.get_by_role("link", name="Add an app").click()
    confirm(page)
    expect(page.get_by_role("img", name="The key below as a QR code")).to_be_visible()
    secret = page.locator(".account__key").inner_text()
    page.get_by_label("Code from your app").fill("000000")
    page.get_by_role("button", name="Add the app").click()
    expect(page.locator(".field__error")).to_contain_text("is wrong")
    page.get_by_label("Code from your app").fill(code_of(secret))
    page.get_by_role("button", name="Add the app").click()
    codes = page.locator(".account__codes li")
    expect(codes).to_have_count(10)
    recovery = codes.first.inner_text()

    for code in (code_of(secret, 1), recovery):
        sign_out(page)
        sign_in(page, alex)
        expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
        page.get_by_label("Code from your app").fill(code)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect_in(page)
    page.get_by_role("link", name="Security").click()
    expect(page.locator("main")).to_contain_text("9 codes left")


def test_without_scripts_no_passkey_is_offered(page_of, alex):
    page = page_of(java_script_enabled=False)
    come_to_add_a_passkey(page, alex)
    expect(page.locator("main noscript p")).to_be_visible()
    expect(page.get_by_role("button", name="Add the passkey")).to_be_hidden()


def test_a_passkey_instead_of_a_password(page_of, alex, lisa, device):
    page = page_of()
    device(page)
    come_to_add_a_passkey(page, alex)
    page.get_by_label("Name").fill("Work laptop")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.locator(".account__codes li")).to_have_count(10)
    page.get_by_role("link", name="Security").click()
    expect(page.locator(".account__row")).to_contain_text("Work laptop")

    sign_out(page)
    page.goto(reverse("profile"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect_in(page)
    assert alex.events.filter(kind="signed_in").first().changes["with"]["new"] == ["webauthn"]

    alex.deactivate(by=lisa)
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("status")).to_contain_text("do not let you in")


def test_a_passkey_as_the_second_step_and_gone_again(page_of, alex, device):
    page = page_of()
    device(page)
    come_to_add_a_passkey(page, alex)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.locator(".account__codes li")).to_have_count(10)
    sign_out(page)
    sign_in(page, alex)
    page.get_by_role("button", name="Use a passkey").click()
    expect_in(page)
    page.get_by_role("link", name="Security").click()
    page.get_by_role("link", name="Rename").click()
    page.get_by_role("link", name="Use a security key").or_(
        page.get_by_label("Password")
    ).first.wait_for()
    confirm(page)
    page.get_by_label("Name").fill("Telephone")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Remove Telephone").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.locator("main")).not_to_contain_text("Telephone")
    sign_out(page)
    sign_in(page, alex)
    expect_in(page)


def test_a_browser_without_the_passkey_says_so(page_of, alex, device):
    page = page_of()
    device(page)
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("The passkey was not used")


PAGES = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "profile",
    "mfa_index",
    "account_change_password",
    "usersessions_list",
    "account_reauthenticate",
]


def test_every_page_is_sound(page_of, alex, assert_sound):
    for name in PAGES:
        is_open_to_all = name.startswith(("account_login", "account_reset"))
        page = page_of(None if is_open_to_all else alex)
        page.goto(reverse(name))
        assert_sound(page, everywhere=True)
    page = page_of()
    sign_in(page, alex, "wrong")
    expect(page.get_by_role("alert")).to_be_visible()
    assert_sound(page, everywhere=True)


def test_pages_behind_the_password_are_sound(page_of, alex, assert_sound):
    page = page_of()
    sign_in(page, alex)
    expect_in(page)
    page.goto(reverse("mfa_activate_totp"))
    confirm(page)
    secret = page.locator(".account__key").inner_text()
    page.get_by_label("Code from your app").fill("000000")
    page.get_by_role("button", name="Add the app").click()
    expect(page.locator(".field__error")).to_be_visible()
    assert_sound(page, everywhere=True)
    page.get_by_label("Code from your app").fill(code_of(secret))
    page.get_by_role("button", name="Add the app").click()
    expect(page.locator(".account__codes li")).to_have_count(10)
    names = ["view_recovery_codes", "generate_recovery_codes", "deactivate_totp", "add_webauthn"]
    for name in names:
        page.goto(reverse(f"mfa_{name}"))
        assert_sound(page, everywhere=True)
    sign_out(page)
    sign_in(page, alex)
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    assert_sound(page, everywhere=True)


def test_an_admin_s_pages_keep_the_policy(page_of, lisa, alex, tech):
    page = page_of(lisa)
    for path in (
        reverse("admin:index"),
        reverse("admin:accounts_user_changelist"),
        reverse("admin:accounts_user_add"),
        reverse("admin:accounts_user_change", args=[alex.pk]),
        reverse("admin:auth_group_change", args=[tech.pk]),
        reverse("admin:accounts_accountevent_changelist"),
    ):
        page.goto(path)
        expect(page.locator("#site-name")).to_have_text("Helpdesk administration")
    page.goto(reverse("admin:accounts_user_add"))
    page.get_by_label("Name").fill("Sam Okafor")
    page.get_by_label("Email").fill("sam@helpdesk.example")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text(re.compile("/accounts/password/reset/"))


def test_back_shows_nothing_after_signing_out(page_of, alex):
    page = page_of(alex)
    page.goto(reverse("profile"))
    expect_in(page)
    sign_out(page)
    page.go_back()
    page.go_back()
    expect(page.get_by_label("Password")).to_be_visible()
    expect(page.locator("body")).not_to_contain_text("Your profile")
