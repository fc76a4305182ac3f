"""Where somebody is signed in, and how that ends."""

from datetime import timedelta

import time_machine
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.accounts.conftest import is_in, sign_in, trail


def test_deactivation_ends_every_session_at_once(browser, alex, lisa):
    clients = [browser("203.0.113.1"), browser("203.0.113.2")]
    for client in clients:
        sign_in(client, alex)
        assert is_in(client)
    alex.deactivate(by=lisa)
    assert not any(is_in(client) for client in clients)
    assert not UserSession.objects.filter(user=alex).exists()
    alex.reactivate(by=lisa)
    assert not any(is_in(client) for client in clients), "coming back does not bring them back"


def test_a_change_asked_for_after_deactivation_is_not_made(browser, alex, lisa):
    client = browser()
    sign_in(client, alex)
    alex.deactivate(by=lisa)
    client.post(reverse("profile"), {"name": "Still here"})
    alex.refresh_from_db()
    assert alex.name == "Alex Kim"


def test_one_sees_where_one_is_signed_in(browser, alex, maria):
    client = browser("203.0.113.1")
    sign_in(client, alex)
    sign_in(browser("203.0.113.2"), alex)
    sign_in(browser("203.0.113.3"), maria)
    page = client.get(reverse("usersessions_list")).content.decode()
    assert page.count("Firefox on Linux</span>") == 3, "two rows, and the name of one button"
    assert ("203.0.113.1" in page, "203.0.113.2" in page) == (True, True)
    assert "203.0.113.3" not in page


def test_one_session_is_ended_and_the_others_go_on(browser, alex):
    here, there, elsewhere = browser("203.0.113.1"), browser("203.0.113.2"), browser("203.0.113.3")
    for client in (here, there, elsewhere):
        sign_in(client, alex)
    session = UserSession.objects.get(ip="203.0.113.2")
    answer = here.post(reverse("session", args=[session.pk]))
    assert answer.status_code == 303
    assert [is_in(client) for client in (here, there, elsewhere)] == [True, False, True]
    assert trail(user=alex)[-1] == "session_ended"


def test_ending_the_present_session_signs_out(browser, alex):
    client = browser()
    sign_in(client, alex)
    answer = client.post(reverse("session", args=[UserSession.objects.get().pk]))
    assert answer.url == reverse("account_login")
    assert not is_in(client)
    assert trail(user=alex)[-1] == "signed_out"


def test_all_others_are_ended_at_once(browser, alex):
    here, there = browser(), browser()
    for client in (here, there):
        sign_in(client, alex)
    here.post(reverse("usersessions_list"))
    assert (is_in(here), is_in(there)) == (True, False)


def test_nobody_ends_the_session_of_another(browser, alex, maria):
    his, hers = browser(), browser()
    sign_in(his, alex)
    sign_in(hers, maria)
    session = UserSession.objects.get(user=maria)
    assert his.post(reverse("session", args=[session.pk])).status_code == 404
    assert is_in(hers)


def test_use_is_written_down_at_most_every_five_minutes(browser, alex):
    client = browser("203.0.113.1")
    sign_in(client, alex)
    client.get(reverse("profile"))
    start = timezone.now()
    for minutes, is_written in ((1, False), (4, False), (6, True), (10, False), (12, True)):
        with time_machine.travel(start + timedelta(minutes=minutes)):
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse("profile"))
            writes = [q["sql"] for q in asked if q["sql"].startswith(("UPDATE", "INSERT"))]
            assert bool(writes) == is_written, (minutes, writes)
            seen = UserSession.objects.get().last_seen_at
            assert (timezone.now() - seen < timedelta(seconds=5)) == is_written


def test_the_list_follows_a_session_to_another_address(browser, alex):
    client = browser("203.0.113.1")
    sign_in(client, alex)
    client.get(reverse("profile"))
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        client.get(reverse("profile"), REMOTE_ADDR="203.0.113.99")
    assert UserSession.objects.get().ip == "203.0.113.99"
