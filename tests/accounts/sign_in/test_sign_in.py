"""Signing in and out: the way in, the one refusal, and what is recorded of both."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccountEvent
from tests.accounts.conftest import is_in, sign_in, trail

User = get_user_model()


def words_of(answer):
    """What the page says is wrong."""
    return [str(error) for errors in answer.context["form"].errors.values() for error in errors]


def test_signing_in_and_out_is_on_record(browser, alex):
    client = browser("203.0.113.7")
    answer = sign_in(client, alex)
    assert (answer.status_code, answer.url) == (302, "/")
    assert is_in(client)
    signed_in = AccountEvent.objects.get(kind="signed_in")
    assert (signed_in.by, signed_in.user, signed_in.ip) == (alex, alex, "203.0.113.7")
    assert (signed_in.via, signed_in.changes["with"]["new"]) == ("web", ["password"])

    answer = client.post(reverse("account_logout"))
    assert (answer.status_code, answer.url) == (302, reverse("account_login"))
    assert not is_in(client)
    assert trail() == ["signed_in", "signed_out"]


def test_the_address_may_be_typed_in_any_case(browser, alex):
    assert sign_in(browser(), " ALEX@Helpdesk.Example ").status_code == 302


def test_one_gets_back_to_where_one_was_going(browser, alex):
    client = browser()
    asked = client.get("/me/sessions/")
    assert asked.url == "/accounts/login/?next=/me/sessions/"
    assert sign_in(client, alex, next="/me/sessions/").url == "/me/sessions/"


def test_nobody_is_sent_to_another_site(browser, alex):
    assert sign_in(browser(), alex, next="https://evil.example/").url == "/"


def test_every_refusal_has_the_same_words(browser, alex, maria, lisa):
    maria.deactivate(by=lisa)
    client = browser()
    answers = [
        sign_in(client, alex, "wrong"),
        sign_in(client, "nobody@helpdesk.example"),
        sign_in(client, maria),
        sign_in(client, maria, "wrong"),
    ]
    for _try in range(5):
        last = sign_in(client, alex, "wrong")
    pages = {tuple(words_of(answer)) for answer in [*answers, last]}
    assert len(pages) == 1
    assert {answer.status_code for answer in [*answers, last]} == {422}
    assert "do not let you in" in pages.pop()[0]


def test_refusals_are_on_record_without_the_password(browser, alex, maria, lisa):
    maria.deactivate(by=lisa)
    client = browser("203.0.113.7")
    for who in (alex, "nobody@helpdesk.example", maria):
        sign_in(client, who, "hunter2hunter2" if who != maria else "correct horse battery")
    events = list(AccountEvent.objects.filter(kind="sign_in_failed").order_by("id"))
    assert [event.user for event in events] == [alex, None, maria]
    assert [event.changes["email"]["new"] for event in events] == [
        "alex@helpdesk.example",
        "nobody@helpdesk.example",
        "maria@helpdesk.example",
    ]
    assert {(event.by, event.ip) for event in events} == {(None, "203.0.113.7")}
    assert "hunter2" not in str([event.changes for event in events])


def test_knocking_costs_the_same_for_a_stranger_as_for_a_colleague(browser, alex):
    statements = []
    for address, who in (("203.0.113.1", alex), ("203.0.113.2", "nobody@helpdesk.example")):
        with CaptureQueriesContext(connection) as asked:
            sign_in(browser(address), who, "wrong")
        statements.append([query["sql"].split()[0] for query in asked])
    assert statements[0] == statements[1]


def test_signing_up_is_closed(browser):
    client = browser()
    for path in ("/accounts/signup/", "/accounts/email/", "/accounts/login/code/confirm/"):
        assert client.get(path).status_code == 404
        assert client.post(path, {"email": "new@helpdesk.example"}).status_code == 404
    assert not User.objects.filter(email="new@helpdesk.example").exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_get_does_not_sign_out(browser, alex, method):
    client = browser()
    sign_in(client, alex)
    getattr(client, method)(reverse("account_logout"))
    assert is_in(client) == (method == "get")


def test_the_sign_in_page_keeps_the_theme_of_its_browser(browser, alex):
    client = browser()
    sign_in(client, alex)
    client.post(reverse("theme"), {"theme": "dark", "next": "/me/"})
    client.post(reverse("account_logout"))
    assert b'data-theme="dark"' in client.get(reverse("account_login")).content
    alex.refresh_from_db()
    assert alex.theme == "dark"


def test_a_stranger_may_switch_the_theme_but_not_to_anything(browser):
    client = browser()
    answer = client.post(reverse("theme"), {"theme": '"><b>', "next": "//evil.example"})
    assert answer.url == "/"
    assert "theme" not in answer.cookies


def test_what_somebody_sees_stays_in_no_cache(alex, signed_in):
    client = signed_in(alex)
    assert client.get("/tickets/")["Cache-Control"] == "private, no-store"
    fragment = client.get("/tickets/", headers={"HX-Request": "true"})
    assert fragment["Cache-Control"] == "private, no-cache"
    assert "Cache-Control" not in Client().get("/tickets/")
