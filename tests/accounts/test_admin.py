"""People and groups in the Django admin: our door, our verbs, our trail."""

import re

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse

from accounts.models import AccountEvent
from tests.accounts.conftest import sign_in, trail
from tests.factories import UserFactory

User = get_user_model()
PEOPLE = reverse("admin:accounts_user_changelist")
INVITE = reverse("admin:accounts_user_add")
TEAMS = reverse("admin:auth_group_changelist")


@pytest.fixture
def desk(signed_in, lisa):
    """Lisa's browser."""
    return signed_in(lisa)


def page_of(person):
    """The address of a person's page."""
    return reverse("admin:accounts_user_change", args=[person.pk])


def form_of(person, **changes):
    """What the form of a person sends when only `changes` were made."""
    said = {
        "name": person.name,
        "email": person.email,
        "role": person.role,
        "groups": [group.pk for group in person.groups.all()],
        "is_active": "on" if person.is_active else "",
        "why": "",
        **changes,
    }
    return {key: value for key, value in said.items() if value != ""}


def test_the_admin_has_no_door_of_its_own(browser, lisa, alex):
    client = browser()
    for path in (reverse("admin:index"), reverse("admin:login"), PEOPLE):
        landed = client.get(path, follow=True).redirect_chain[-1][0]
        assert landed.startswith(reverse("account_login"))
    credentials = {"username": lisa.email, "password": "correct horse battery"}
    client.post(reverse("admin:login"), credentials)
    assert client.get(PEOPLE).status_code == 302, "and signs nobody in"
    sign_in(client, alex)
    assert client.get(PEOPLE, follow=True).status_code == 403
    sign_in_again = browser()
    sign_in(sign_in_again, lisa)
    assert sign_in_again.get(PEOPLE).status_code == 200


def test_signing_out_and_passwords_are_those_of_our_pages(browser, lisa):
    client = browser()
    sign_in(client, lisa)
    assert client.get(reverse("admin:password_change")).url == reverse("account_change_password")
    client.post(reverse("admin:logout"))
    assert trail() == ["signed_in", "signed_out"]


def test_only_our_own_tables_are_shown(desk):
    shown = {model._meta.label for model in admin.site._registry}
    assert not {
        label for label in shown if label.split(".")[0] in ("account", "mfa", "usersessions")
    }
    assert {"accounts.User", "auth.Group", "accounts.AccountEvent"} <= shown


def test_a_column_of_ours_is_not_named_like_a_field(desk, alex, tech, billing, lisa):
    """Django shows the field instead: "auth.Group.None" for the groups of a person."""
    alex.join(billing, by=lisa)
    assert ">Billing, Technical Support<" in desk.get(PEOPLE).content.decode()
    for model, page in admin.site._registry.items():
        fields = {field.name for field in model._meta.get_fields()}
        assert not [name for name in page.list_display if name in fields and hasattr(page, name)]


def test_an_admin_invites(desk, tech, lisa, mail_after_commit):
    sam = {
        "name": "Sam Okafor",
        "email": "SAM@helpdesk.example",
        "role": "agent",
        "groups": [tech.pk],
    }
    with mail_after_commit():
        answer = desk.post(INVITE, {**sam, "why": "starts on Monday"}, follow=True)
    person = User.objects.get(email="sam@helpdesk.example")
    assert list(person.groups.all()) == [tech]
    assert trail() == ["invited", "joined"]
    event = AccountEvent.objects.get(kind="invited")
    assert (event.by, event.why, event.via, event.ip) == (
        lisa,
        "starts on Monday",
        "admin",
        "127.0.0.1",
    )
    link = re.search(r"http://\S+/password/[^\s<]+", answer.content.decode())[0]
    assert link in mail.outbox[0].body


def test_what_will_not_do_comes_back_with_words_and_nothing_is_done(desk, alex, tech):
    sam = {"name": "Sam", "email": "Alex@Helpdesk.example", "role": "agent", "groups": [tech.pk]}
    answer = desk.post(INVITE, sam)
    assert answer.status_code == 200
    assert "already has the address alex@helpdesk.example" in answer.content.decode()
    assert trail() == []


def test_an_admin_changes_a_person_by_the_verbs(desk, alex, tech, billing):
    changes = {"name": "Alex Kimura", "role": "admin", "groups": [billing.pk], "why": "promoted"}
    assert desk.post(page_of(alex), form_of(alex, **changes)).status_code == 302
    alex = User.objects.get(pk=alex.pk)
    assert (alex.name, alex.role, list(alex.groups.all())) == ("Alex Kimura", "admin", [billing])
    assert sorted(trail()) == ["joined", "left", "profile_edited", "role_changed"]
    assert set(AccountEvent.objects.values_list("why", "via")) == {("promoted", "admin")}
    assert desk.post(page_of(alex), form_of(alex)).status_code == 302
    assert len(trail()) == 4, "nothing changed, nothing written"


def test_the_page_shows_every_field_that_its_form_reads(desk, alex, tech):
    """A tick that is not shown would be read as taken away."""
    for path in (INVITE, page_of(alex), reverse("admin:auth_group_change", args=[tech.pk])):
        form = desk.get(path).context["adminform"]
        shown = {field.field.name for part in form for line in part for field in line}
        assert shown == set(form.form.fields)


def test_a_refusal_takes_back_what_was_done_before_it(desk, lisa, tech):
    answer = desk.post(
        page_of(lisa), form_of(lisa, name="Elisabeth", role="agent", groups=[tech.pk])
    )
    assert answer.status_code == 200
    assert "is the last admin" in answer.content.decode()
    lisa.refresh_from_db()
    assert (lisa.name, lisa.role, tech.members.count()) == ("Lisa Brandt", "admin", 0)
    assert trail() == []


def test_an_admin_lets_somebody_go_and_come_back(desk, alex, lisa):
    gone = form_of(alex, is_active="", why="new job")
    desk.post(page_of(alex), gone)
    alex = User.objects.get(pk=alex.pk)
    assert not alex.is_active
    desk.post(page_of(alex), form_of(alex, is_active="on"))
    assert trail() == ["deactivated", "reactivated"]
    refused = desk.post(page_of(lisa), form_of(lisa, is_active=""))
    assert "yourself" in refused.content.decode()


def test_what_a_form_adds_by_hand_changes_nothing(desk, alex):
    desk.post(page_of(alex), form_of(alex, password="x", is_superuser="on", photo="/etc/passwd"))
    alex.refresh_from_db()
    assert (alex.check_password("correct horse battery"), bool(alex.photo)) == (True, False)


def test_groups_are_made_renamed_and_filled_by_the_verbs(desk, alex, maria):
    add = reverse("admin:auth_group_add")
    desk.post(add, {"name": "Field Service", "members": [alex.pk, maria.pk]})
    team = Group.objects.get(name="Field Service")
    assert set(team.members.all()) == {alex, maria}
    change = reverse("admin:auth_group_change", args=[team.pk])
    desk.post(change, {"name": "On site", "members": [alex.pk], "why": "Maria moved"})
    team.refresh_from_db()
    assert (team.name, list(team.members.all())) == ("On site", [alex])
    assert trail() == ["group_created", "joined", "joined", "group_renamed", "left"]
    taken = desk.post(add, {"name": "ON SITE"})
    assert "There is already a group" in taken.content.decode()


def test_only_of_a_group_that_is_there_one_asks_about_its_tickets_and_last(desk, tech):
    new = desk.get(reverse("admin:auth_group_add")).content.decode()
    page = desk.get(reverse("admin:auth_group_change", args=[tech.pk])).content.decode()
    assert 'name="sure"' not in new
    assert page.index('name="name"') < page.index('name="why"') < page.index('name="sure"')


def test_a_member_who_left_stays_a_member(desk, alex, tech, lisa):
    alex.deactivate(by=lisa)
    change = reverse("admin:auth_group_change", args=[tech.pk])
    assert "Alex Kim" in desk.get(change).content.decode()
    desk.post(change, {"name": "Tech", "members": [alex.pk]})
    assert trail() == ["deactivated", "group_renamed"]


def test_actions_call_the_verbs_of_each(desk, alex, lisa):
    sam = User.objects.invite(email="s@helpdesk.example", name="Sam", by=lisa).person
    chosen = {"action": "invite_again", "_selected_action": [alex.pk, sam.pk]}
    words = desk.post(PEOPLE, chosen, follow=True).content.decode()
    assert "Alex Kim already has a password" in words
    assert "Sam: done" in words
    assert trail()[-1] == "invited_again"
    chosen["action"] = "reset_second_factor"
    assert "nothing to do" in desk.post(PEOPLE, chosen, follow=True).content.decode()


def test_nothing_is_deleted(desk, alex, tech):
    for name, pk in (("accounts_user", alex.pk), ("auth_group", tech.pk)):
        assert desk.post(reverse(f"admin:{name}_delete", args=[pk])).status_code == 403
        action = {"action": "delete_selected", "_selected_action": [pk]}
        desk.post(reverse(f"admin:{name}_changelist"), action)
    assert User.objects.filter(pk=alex.pk).exists()
    assert Group.objects.filter(pk=tech.pk).exists()


def test_the_trail_is_only_looked_at(desk, alex, lisa):
    event = alex.set_role("admin", by=lisa, why="holiday")
    url = reverse("admin:accounts_accountevent_change", args=[event.pk])
    page = desk.get(url)
    assert page.status_code == 200
    assert b"holiday" in page.content
    assert desk.post(url, {"why": "never"}).status_code == 403
    assert desk.get(reverse("admin:accounts_accountevent_add")).status_code == 403
    assert desk.post(url.replace("change", "delete")).status_code == 403


def test_the_history_of_a_person_is_the_trail(desk, alex, lisa, tech):
    alex.set_role("admin", by=lisa, why="holiday")
    history = desk.get(reverse("admin:accounts_user_history", args=[alex.pk]), follow=True)
    assert b"role_changed" in history.content
    assert LogEntry.objects.count() == 0
    assert (
        desk.get(reverse("admin:auth_group_history", args=[tech.pk]), follow=True).status_code
        == 200
    )


def test_lists_ask_the_same_number_of_questions_however_long_they_are(
    desk, tech, django_assert_max_num_queries
):
    UserFactory.create_batch(20, groups=[tech])
    for path in (PEOPLE, TEAMS, reverse("admin:accounts_accountevent_changelist")):
        desk.get(path)
        with django_assert_max_num_queries(15):
            assert desk.get(path).status_code == 200
