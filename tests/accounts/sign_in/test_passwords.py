"""Forgotten and changed passwords, and the links that lead to new ones."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts import mailer
from tests.accounts.conftest import is_in, sign_in, trail
from tests.factories import PASSWORD

User = get_user_model()
NEW = "another horse battery"


def ask(client, address):
    """Say at the sign-in that the password is forgotten."""
    return client.post(reverse("account_reset_password"), {"email": address})


def link_in(message):
    """The path of the one link in a mail."""
    return re.search(r"http://localhost:\d+(/accounts/password/\S+)", message.body)[1]


def choose(client, path, password=NEW):
    """Follow a link and choose a password there."""
    page = client.get(path, follow=True)
    twice = {"password1": password, "password2": password}
    return client.post(page.redirect_chain[-1][0], twice) if page.redirect_chain else page


def test_a_forgotten_password_is_replaced_by_mail(browser, alex):
    client = browser("203.0.113.7")
    assert ask(client, "Alex@Helpdesk.example").url == reverse("account_reset_password_done")
    (message,) = mail.outbox
    assert message.to == [alex.email]
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    answer = choose(client, link_in(message))
    assert (answer.status_code, answer.url) == (302, "/")
    assert is_in(client), "who chose a password is in at once"
    assert trail(user=alex) == ["password_reset", "signed_in"]
    assert [m.subject for m in mail.outbox[1:]] == ["You have a new password"]
    assert sign_in(browser(), alex, PASSWORD).status_code == 422
    assert sign_in(browser(), alex, NEW).status_code == 302


def test_a_stranger_learns_nothing_and_gets_no_mail(browser, alex, maria, lisa):
    maria.deactivate(by=lisa)
    known = ask(browser(), alex.email)
    assert len(mail.outbox) == 1
    for who in ("nobody@helpdesk.example", maria.email):
        answer = ask(browser(), who)
        assert (answer.status_code, answer.url) == (known.status_code, known.url)
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_down_is_not_told_to_strangers(browser, alex, monkeypatch, caplog):
    def refuse(message, **options):
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    known, unknown = ask(browser(), alex.email), ask(browser(), "nobody@helpdesk.example")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert "could not be sent" in caplog.text


def test_mail_is_sent_by_somebody_else_than_who_answers(browser, alex, monkeypatch):
    jobs = []
    monkeypatch.setattr(mailer.pool, "submit", lambda work, *args: jobs.append((work, args)))
    ask(browser(), alex.email)
    assert mail.outbox == []
    for work, args in jobs:
        work(*args)
    assert len(mail.outbox) == 1


def test_the_link_is_ours_whatever_the_host_header_says(browser, alex):
    client = browser()
    client.post(
        reverse("account_reset_password"), {"email": alex.email}, HTTP_HOST="127.0.0.1:6666"
    )
    assert "http://localhost:8000/accounts/password/reset/" in mail.outbox[0].body


def test_a_link_works_once(browser, alex):
    ask(browser(), alex.email)
    path = link_in(mail.outbox[0])
    assert choose(browser(), path).status_code == 302
    assert b"This link has expired" in choose(browser(), path, "a third horse battery").content
    alex.refresh_from_db()
    assert alex.check_password(NEW)


@pytest.mark.parametrize(("minutes", "works"), [(59, True), (61, False)])
def test_a_link_is_good_for_an_hour(browser, alex, minutes, works):
    ask(browser(), alex.email)
    assert "within one hour" in mail.outbox[0].body
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        page = browser().get(link_in(mail.outbox[0]), follow=True)
    assert (b"This link has expired" not in page.content) == works


def test_whoever_only_looks_at_a_link_does_not_spend_it(browser, alex):
    """Mail servers open links to see where they lead, some of them more than once."""
    ask(browser(), alex.email)
    path = link_in(mail.outbox[0])
    for scanner in (browser(), browser()):
        assert scanner.head(path).status_code == 302
        assert b"Choose a password" in scanner.get(path, follow=True).content
    client = browser()
    assert choose(client, path, "short").status_code == 422
    assert choose(client, path).status_code == 302
    assert b"This link has expired" in choose(browser(), path, "a third horse battery").content


def test_a_link_is_left_at_once_for_an_address_that_tells_nothing(browser, alex):
    ask(browser(), alex.email)
    path = link_in(mail.outbox[0])
    token = path.strip("/").partition("reset/")[2].partition("-")[2]
    client = browser()
    first = client.get(path)
    assert first["Location"].endswith("-set-password/")
    for answer in (first, client.get(first["Location"])):
        assert token not in answer.content.decode()
        assert token not in str(answer.headers)
    assert client.get(first["Location"])["Referrer-Policy"] == "same-origin"


def test_a_link_that_is_over_names_itself_to_no_page(browser, alex, lisa):
    """It may come to life again: with the person who left."""
    ask(browser(), alex.email)
    alex.deactivate(by=lisa)
    over = browser().get(link_in(mail.outbox[0]))
    assert b"This link has expired" in over.content
    assert over["Referrer-Policy"] == "no-referrer"


def test_a_link_dies_with_deactivation_and_with_the_address(browser, alex, maria, lisa):
    for person in (alex, maria):
        ask(browser(), person.email)
    alex.deactivate(by=lisa)
    maria.change_email("m.lopez@helpdesk.example", by=lisa)
    for message in mail.outbox[:2]:
        assert b"This link has expired" in browser().get(link_in(message), follow=True).content


def test_a_made_up_link_is_over(browser, alex):
    for path in ("1-abc", "zzzz-abc-def", "1-set-password", f"{alex.pk}-x"):
        page = browser().get(f"/accounts/password/reset/{path}/", follow=True)
        assert b"This link has expired" in page.content


def test_changing_the_password_ends_the_other_sessions(browser, alex):
    here, there = browser(), browser()
    for client in (here, there):
        sign_in(client, alex)
    passwords = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    answer = here.post(reverse("account_change_password"), passwords)
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))
    assert is_in(here)
    assert not is_in(there)
    assert trail(user=alex)[-1] == "password_changed"
    assert "Was it not you?" in mail.outbox[0].body


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("wrong", NEW, NEW, "oldpassword"),
        (PASSWORD, NEW, "something else 22", "password2"),
        (PASSWORD, "short", "short", "password1"),
        (PASSWORD, "password123", "password123", "password1"),
        (PASSWORD, "alex@helpdesk", "alex@helpdesk", "password1"),
        (PASSWORD, "Alex Kim 1", "Alex Kim 1", "password1"),
    ],
)
def test_a_password_that_will_not_do_is_refused(browser, alex, old, new, again, field):
    client = browser()
    sign_in(client, alex)
    answer = client.post(
        reverse("account_change_password"),
        {"oldpassword": old, "password1": new, "password2": again},
    )
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    alex.refresh_from_db()
    assert alex.check_password(PASSWORD)


def test_a_password_never_reaches_the_trail_or_a_mail(browser, alex):
    ask(browser(), alex.email)
    choose(browser(), link_in(mail.outbox[0]))
    assert not [event for event in alex.events.all() if "horse" in str(event.changes)]
    assert not [message for message in mail.outbox if "horse" in message.body]
