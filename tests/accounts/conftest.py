"""What tests of signing in and of people share."""

import re
import time

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client, TestCase
from django.urls import reverse

from accounts import mailer
from accounts.models import AccountEvent
from tests.factories import PASSWORD


@pytest.fixture(autouse=True)
def mail_at_once(monkeypatch):
    """Send email before the answer, so that a test can look at it."""
    monkeypatch.setattr(mailer.pool, "submit", lambda work, *args: work(*args))


@pytest.fixture(autouse=True)
def fresh_throttle(db):
    """No test is throttled for another's tries."""
    cache.clear()


@pytest.fixture
def mail_after_commit(django_capture_on_commit_callbacks):
    """Return a context manager that does what waits for the commit, as without a test around."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def browser():
    """Return a function that makes a test client of its own address."""

    def make(address="127.0.0.1"):
        return Client(REMOTE_ADDR=address, HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux) Firefox/140.0")

    return make


def sign_in(client, who, password=PASSWORD, **more):
    """Fill in the sign-in form; return the answer."""
    email = getattr(who, "email", who)
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def is_in(client):
    """Whether somebody is signed in in this browser."""
    return client.get(reverse("profile")).status_code == 200


def confirm(client, password=PASSWORD):
    """Give the password again, as the security pages ask."""
    return client.post(reverse("account_reauthenticate"), {"password": password})


def code_of(secret, steps=0):
    """What an authenticator app with this secret shows now, or `steps` half minutes from now."""
    counter = int(time.time()) // 30 + steps
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def add_app(client):
    """Set up an authenticator app as a person does; return its secret."""
    confirm(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'<code class="account__key">([A-Z2-7]+)</code>', page)[1]
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret, -1)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


def trail(**filters):
    """The kinds of the account events so far, oldest first."""
    return list(
        AccountEvent.objects.filter(**filters).order_by("id").values_list("kind", flat=True)
    )
