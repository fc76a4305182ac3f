"""The throttle of signing in: one for all processes, by typed address and by where from."""

import subprocess
import sys

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.accounts.conftest import sign_in
from tests.factories import PASSWORD, UserFactory


def test_after_five_wrong_passwords_the_right_one_is_refused_too(browser, alex):
    client = browser()
    for _try in range(5):
        assert sign_in(client, alex, "wrong").status_code == 422
    assert sign_in(client, alex).status_code == 422
    assert sign_in(browser("203.0.113.9"), alex).status_code == 422, "from anywhere"


def test_the_throttle_holds_for_one_address_only(browser, alex, maria):
    for _try in range(6):
        sign_in(browser(), alex, "wrong")
    assert sign_in(browser(), maria).status_code == 302


def test_an_unknown_address_is_throttled_like_a_known_one(browser, alex):
    client = browser()
    for _try in range(6):
        unknown = sign_in(client, "nobody@helpdesk.example")
        known = sign_in(client, alex, "wrong")
        assert unknown.content.count(b"field__error") == known.content.count(b"field__error")
        assert unknown.status_code == known.status_code


def test_the_case_of_the_address_opens_no_second_count(browser, alex):
    for address in ("alex@helpdesk.example", "ALEX@helpdesk.example", "Alex@Helpdesk.Example") * 2:
        sign_in(browser(), address, "wrong")
    assert sign_in(browser(), alex).status_code == 422


def test_another_of_our_names_opens_no_second_count(browser, alex):
    for host in ("localhost", "127.0.0.1", "testserver") * 2:
        sign_in(Client(HTTP_HOST=host), alex, "wrong")
    assert sign_in(browser(), alex).status_code == 422


def test_one_place_that_tries_many_addresses_is_stopped(browser, alex):
    client = browser("203.0.113.66")
    for number in range(20):
        sign_in(client, f"guess{number}@helpdesk.example")
    assert sign_in(client, alex).status_code == 422
    assert sign_in(browser("203.0.113.67"), alex).status_code == 302


def test_an_office_that_shares_an_address_gets_in_on_monday_morning(browser, db):
    people = UserFactory.create_batch(40)
    assert {sign_in(browser("203.0.113.1"), person).status_code for person in people} == {302}


def test_the_throttle_follows_the_client_behind_our_proxy(browser, alex, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    client = browser("10.0.0.1")
    for _try in range(25):
        client.post(
            reverse("account_login"),
            {"login": f"guess{_try}@helpdesk.example", "password": "wrong"},
            headers={"X-Forwarded-For": "198.51.100.1"},
        )
    credentials = {"login": alex.email, "password": PASSWORD}
    url = reverse("account_login")
    guesser = client.post(url, credentials, headers={"X-Forwarded-For": "1.2.3.4, 198.51.100.1"})
    other = client.post(url, credentials, headers={"X-Forwarded-For": "198.51.100.2"})
    assert (guesser.status_code, other.status_code) == (422, 302)


def test_invented_addresses_do_not_push_the_counts_out(browser, alex):
    for _try in range(5):
        sign_in(browser(), alex, "wrong")
    for number in range(600):
        cache.set(f"invented-{number}", 1, 300)
    assert sign_in(browser(), alex).status_code == 422


ATTEMPT = """
import django, sys
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from django.test import Client
typed = {"login": sys.argv[2], "password": "wrong"}
answer = Client(HTTP_HOST="localhost").post("/accounts/login/", typed)
print(answer.status_code)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_five_processes_share_the_throttle(browser, alex):
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-c", ATTEMPT, name, alex.email]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _try in range(5)]
    assert [process.communicate()[0].split()[-1] for process in running] == ["422"] * 5
    assert sign_in(browser(), alex).status_code == 422
