"""Authenticator apps, recovery codes and passkeys, without a browser."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from cryptography.fernet import Fernet
from django.core import mail
from django.urls import reverse

from core.refusals import NotAllowed, Refusal
from tests.accounts.conftest import add_app, code_of, confirm, is_in, sign_in, trail
from tests.markup import flat


def give(client, code):
    """Type a code at the second step of signing in."""
    return client.post(reverse("mfa_authenticate"), {"code": code})


@pytest.fixture
def secret(browser, alex):
    """Alex has an authenticator app; this is its secret."""
    client = browser()
    sign_in(client, alex)
    return add_app(client)


def codes_of(user):
    """The recovery codes that are left."""
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def test_an_app_is_added_with_a_real_code(browser, alex):
    client = browser()
    sign_in(client, alex)
    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.url.startswith(reverse("account_reauthenticate")), "it is surely Alex"
    secret = add_app(client)
    assert len(secret) == 32
    assert trail(user=alex)[-2:] == ["second_factor_added", "second_factor_added"]
    assert mail.outbox[-1].subject == "An authenticator app was added"
    page = flat(client.get(reverse("mfa_view_recovery_codes")).content.decode())
    assert re.findall(r"<li><code>(\d{8})</code></li>", page) == codes_of(alex)


def test_signing_in_asks_for_the_code(browser, alex, secret):
    client = browser()
    assert sign_in(client, alex).url == reverse("mfa_authenticate")
    assert not is_in(client)
    refused = give(client, "000000")
    assert refused.status_code == 422
    assert not is_in(client)
    assert give(client, code_of(secret)).url == "/"
    assert is_in(client)
    assert trail(user=alex)[-2:] == ["second_factor_failed", "signed_in"]
    assert alex.events.first().changes["with"]["new"] == ["password", "totp"]


def test_a_code_is_good_once_for_as_long_as_it_is_valid(browser, alex, secret):
    with time_machine.travel("2026-11-02 09:00:01Z", tick=False) as clock:
        client, thief = browser(), browser()
        code = code_of(secret)
        sign_in(client, alex)
        assert give(client, code).status_code == 302
        clock.shift(31)
        assert totp.validate_totp_code(secret, code), "by the clock it still is"
        sign_in(thief, alex)
        assert give(thief, code).status_code == 422
        assert give(thief, code_of(secret)).status_code == 302


def test_wrong_codes_are_throttled_by_person(browser, alex, secret):
    client = browser()
    sign_in(client, alex)
    for _try in range(5):
        give(client, "000000")
    assert give(client, code_of(secret)).status_code == 422


def test_a_recovery_code_works_once(browser, alex, secret):
    code = codes_of(alex)[0]
    for works in (True, False):
        client = browser()
        sign_in(client, alex)
        give(client, code)
        assert is_in(client) is works
    assert len(codes_of(alex)) == 9


def test_new_recovery_codes_end_the_old_ones(browser, alex, secret, mail_after_commit):
    client = browser()
    sign_in(client, alex)
    give(client, code_of(secret))
    old = codes_of(alex)
    confirm(client)
    with mail_after_commit():
        client.post(reverse("mfa_generate_recovery_codes"))
    assert not set(old) & set(codes_of(alex))
    assert trail(user=alex)[-1] == "recovery_codes_renewed"


def test_removing_the_app_removes_the_codes(browser, alex, secret):
    client = browser()
    sign_in(client, alex)
    give(client, code_of(secret))
    confirm(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=alex).exists()
    assert trail(user=alex)[-2:] == ["second_factor_removed", "second_factor_removed"]
    assert sign_in(browser(), alex).url == "/"


def test_secrets_are_encrypted_in_the_database(alex, secret):
    for authenticator in Authenticator.objects.filter(user=alex):
        stored = str(authenticator.data)
        assert secret not in stored
        assert "gAAAA" in stored, "a Fernet token"


def test_keys_can_be_changed(browser, alex, secret, settings):
    old = settings.SECOND_FACTOR_KEYS
    settings.SECOND_FACTOR_KEYS = ["a new key", *old]
    client = browser()
    sign_in(client, alex)
    assert give(client, code_of(secret)).status_code == 302


def test_a_lost_key_lets_nobody_in_and_says_why(browser, alex, secret, settings):
    settings.SECOND_FACTOR_KEYS = [Fernet.generate_key().decode()]
    client = browser()
    sign_in(client, alex)
    answer = give(client, code_of(secret))
    assert answer.status_code == 422
    assert b"Ask an admin to reset it" in answer.content


def test_an_admin_resets_a_colleagues_second_factor(browser, alex, lisa, secret, mail_after_commit):
    with mail_after_commit():
        event = alex.reset_second_factor(by=lisa, why="lost the telephone")
    assert (event.kind, event.by, event.why) == ("second_factor_reset", lisa, "lost the telephone")
    assert event.changes["second_factor"]["old"] == ["recovery_codes", "totp"]
    assert mail.outbox[-1].to == [alex.email]
    assert "Lisa Brandt took the second factor away" in mail.outbox[-1].body
    assert sign_in(browser(), alex).url == "/"
    assert alex.reset_second_factor(by=lisa) is None, "nothing is left to reset"


def test_nobody_else_resets_it_and_no_admin_their_own(alex, maria, lisa, secret):
    with pytest.raises(NotAllowed):
        alex.reset_second_factor(by=maria)
    with pytest.raises(Refusal, match="security page"):
        lisa.reset_second_factor(by=lisa)


def test_who_was_let_go_between_the_two_steps_stays_outside(browser, alex, lisa, secret):
    client = browser()
    sign_in(client, alex)
    alex.deactivate(by=lisa)
    give(client, code_of(secret))
    assert not is_in(client)
    assert "signed_in" not in trail(user=alex)[1 + trail(user=alex).index("deactivated") :]


def test_a_made_up_passkey_is_refused_in_the_same_words(browser, db):
    client = browser()
    options = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})
    assert options.json()["request_options"]["publicKey"]["userVerification"] == "required"
    for credential in ('{"id": "x"}', "[]", "not json", '{"response": {"userHandle": "MQ"}}'):
        answer = client.post(reverse("mfa_login_webauthn"), {"credential": credential}, follow=True)
        assert answer.status_code == 200
    assert b"do not let you in" in answer.content
    assert not is_in(client)
    assert "sign_in_failed" in trail()


SECURITY_PAGES = [
    "mfa_index",
    "account_change_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "usersessions_list",
    "profile",
]


@pytest.mark.parametrize("name", SECURITY_PAGES)
def test_the_pages_are_ours(browser, alex, name):
    client = browser()
    sign_in(client, alex)
    confirm(client)
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "data-allauth-onload" not in page
    assert len(re.findall("<h1", page)) == 1
    assert not re.search(r"<script(?![^>]*src=)|\sstyle=", page)
