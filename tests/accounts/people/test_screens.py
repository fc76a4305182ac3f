"""People and groups on our own screens: what an admin does there, and what agents do not see."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse

from accounts.models import AccountEvent, User
from tests.accounts.conftest import sign_in, trail
from tests.factories import UserFactory


@pytest.fixture
def desk(signed_in, lisa):
    """Lisa's browser."""
    return signed_in(lisa)


def words_of(response):
    """The text of an answer."""
    return response.content.decode()


def test_agents_are_refused_and_see_no_way_there(signed_in, desk, alex):
    client = signed_in(alex)
    assert client.get(reverse("people")).status_code == 403
    assert f'href="{reverse("people")}"' not in words_of(client.get(reverse("profile")))
    assert f'href="{reverse("people")}"' in words_of(desk.get(reverse("profile")))


def test_the_list_tells_who_works_here_and_who_left(desk, alex, maria, lisa):
    maria.deactivate(by=lisa)
    shown = words_of(desk.get(reverse("people")))
    assert "Alex Kim" in shown
    assert "Technical Support" in shown
    assert "Maria Lopez" not in shown
    assert "Maria Lopez" in words_of(desk.get(reverse("people_left")))
    found = words_of(desk.get(reverse("people"), {"q": "ALEX@helpdesk"}))
    assert "Alex Kim" in found
    assert f'id="person-{lisa.pk}"' not in found
    assert "Nobody matches “zz”" in words_of(desk.get(reverse("people"), {"q": "zz"}))


def test_when_somebody_was_last_here_is_told(browser, desk, alex):
    client = browser()
    sign_in(client, alex)
    seen = User.objects.with_last_seen().get(pk=alex.pk).seen_at
    assert seen is not None
    assert seen.isoformat(timespec="minutes")[:10] in words_of(desk.get(reverse("people")))


def test_the_list_goes_on_by_name(desk, django_assert_max_num_queries):
    UserFactory.create_batch(60)
    desk.get(reverse("people"))  # the first notes that the session is in use
    with django_assert_max_num_queries(8):
        first = desk.get(reverse("people"))
    page = first.context["page"]
    second = desk.get(reverse("people") + page.older).context["page"]
    names = [person.pk for person in [*page.rows, *second.rows]]
    assert len(page.rows) == 50
    assert len(names) == len(set(names)) == User.objects.active().count()


def test_somebody_is_invited_and_the_link_is_shown_once(desk, tech, lisa, mail_after_commit):
    sam = {"name": "Sam", "email": "s@helpdesk.example", "role": "agent", "groups": [tech.pk]}
    with mail_after_commit():
        page = words_of(desk.post(reverse("new_person"), {**sam, "why": "new"}, follow=True))
    link = re.search(r"http://\S+/password/[^\s<\"]+", page)[0]
    assert link in mail.outbox[0].body
    event = AccountEvent.objects.get(kind="invited")
    assert (event.by, event.why, event.via) == (lisa, "new", "web")
    person = User.objects.get(email="s@helpdesk.example")
    assert list(person.groups.all()) == [tech]
    assert link not in words_of(desk.get(reverse("person", args=[person.pk])))
    again = desk.post(reverse("invitation", args=[person.pk]), follow=True)
    assert re.search(r"http://\S+/password/", words_of(again))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "  "}, "This field is required"),
        ({"email": "ALEX@helpdesk.example"}, "already has the address alex@helpdesk.example"),
        ({"email": "nobody"}, "Enter a valid email address"),
    ],
)
def test_an_invitation_that_will_not_do_comes_back_as_it_was_typed(desk, alex, changes, words):
    typed = {"name": "Sam Okafor", "email": "s@helpdesk.example", "role": "agent", "why": "typed"}
    answer = desk.post(reverse("new_person"), {**typed, **changes})
    assert answer.status_code == 422
    assert words in words_of(answer)
    assert 'value="typed"' in words_of(answer)
    assert trail() == []


def test_name_address_and_role_are_changed_on_record(desk, alex):
    new = {"name": "Alex Kimura", "email": "ak@helpdesk.example", "role": "admin", "why": "wed"}
    answer = desk.post(reverse("edit_person", args=[alex.pk]), new)
    assert answer.url == reverse("person", args=[alex.pk])
    assert trail() == ["profile_edited", "email_changed", "role_changed"]
    assert set(AccountEvent.objects.values_list("why", flat=True)) == {"wed"}


def test_the_last_admin_stays_one(desk, lisa):
    typed = {"name": "Elisabeth", "email": lisa.email, "role": "agent"}
    answer = desk.post(reverse("edit_person", args=[lisa.pk]), typed)
    assert answer.status_code == 422
    assert "is the last admin" in words_of(answer)
    assert 'value="Elisabeth"' in words_of(answer)
    assert trail() == []


def test_an_admin_who_steps_down_is_led_where_they_may_be(desk, lisa):
    UserFactory(role="admin")
    typed = {"name": lisa.name, "email": lisa.email, "role": "agent"}
    assert desk.post(reverse("edit_person", args=[lisa.pk]), typed).url == "/"
    assert desk.get(reverse("people")).status_code == 403


def test_nobody_deactivates_themselves(desk, lisa):
    answer = desk.post(reverse("deactivation", args=[lisa.pk]), {})
    assert answer.status_code == 422
    assert "yourself" in words_of(answer)
    assert reverse("deactivation", args=[lisa.pk]) not in words_of(
        desk.get(reverse("person", args=[lisa.pk]))
    )


def test_somebody_comes_back(desk, alex, lisa):
    alex.deactivate(by=lisa)
    desk.post(reverse("reactivation", args=[alex.pk]))
    assert trail() == ["deactivated", "reactivated"]
    page = words_of(desk.get(reverse("person", args=[alex.pk])))
    assert "Alex Kim can sign in again" in page


def test_sessions_are_ended_on_record(browser, desk, alex, lisa):
    client = browser()
    sign_in(client, alex)
    address = reverse("person_sessions", args=[alex.pk])
    desk.post(address, {"why": "lost the laptop"})
    assert client.get(reverse("profile")).status_code == 302
    event = AccountEvent.objects.get(kind="sessions_ended")
    assert (event.user, event.by, event.why) == (alex, lisa, "lost the laptop")
    assert "nothing to do" in words_of(desk.post(address, follow=True))
    own = desk.post(reverse("person_sessions", args=[lisa.pk]), follow=True)
    assert "End your own sessions" in words_of(own)


def test_a_second_factor_is_reset(desk, alex, lisa):
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=alex, type="totp", data={})
    assert "Reset it" in words_of(desk.get(reverse("person", args=[alex.pk])))
    desk.post(reverse("second_factor", args=[alex.pk]), {"why": "lost the phone"})
    assert trail(kind="second_factor_reset", why="lost the phone") == ["second_factor_reset"]
    assert "Has no second factor" in words_of(desk.get(reverse("person", args=[alex.pk])))


def test_groups_are_made_renamed_and_filled(desk, alex, maria):
    made = desk.post(reverse("new_group"), {"name": "Field Service", "members": [alex.pk]})
    team = Group.objects.get(name="Field Service")
    assert made.url == reverse("group", args=[team.pk])
    new = {"name": "On site", "members": [alex.pk, maria.pk], "why": "grows"}
    desk.post(made.url, new)
    team.refresh_from_db()
    assert (team.name, set(team.members.all())) == ("On site", {alex, maria})
    assert trail() == ["group_created", "joined", "group_renamed", "joined"]
    assert "On site" in words_of(desk.get(reverse("groups")))
    taken = desk.post(reverse("new_group"), {"name": "ON SITE"})
    assert (taken.status_code, "There is already a group" in words_of(taken)) == (422, True)


def test_memberships_are_changed_on_the_page_of_a_person(desk, alex, tech, billing):
    address = reverse("memberships", args=[alex.pk])
    desk.post(address, {"groups": [billing.pk], "why": "moved"})
    assert list(alex.groups.all()) == [billing]
    assert sorted(trail()) == ["joined", "left"]
