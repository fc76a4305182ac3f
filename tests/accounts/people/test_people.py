"""The verbs on people: who may do what to whom, what is refused, what is recorded."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import IntegrityError

from accounts.models import AccountEvent
from core.refusals import NotAllowed, Refusal
from tests.accounts.conftest import trail
from tests.factories import UserFactory

User = get_user_model()


def test_roles_and_groups_of_the_cast(maria, alex, priya, lisa, tech, billing):
    assert lisa.is_admin
    assert not any(person.is_admin for person in (maria, alex, priya))
    assert list(tech.members.all()) == [alex]
    assert list(billing.members.all()) == [priya]


def test_joining_and_leaving_are_on_record(maria, lisa, tech):
    joined = maria.join(tech, by=lisa, why="covers for Alex")
    assert (joined.kind, joined.by, joined.user, joined.group) == ("joined", lisa, maria, tech)
    assert (joined.why, joined.via, joined.ip) == ("covers for Alex", "command", None)
    assert maria.join(tech, by=lisa) is None, "a change to what is writes nothing"
    left = maria.leave(tech, by=lisa)
    assert left.changes == {
        "group": {"old": "Technical Support", "old_id": tech.pk, "new": None},
    }
    assert maria.leave(tech, by=lisa) is None
    assert trail() == ["joined", "left"]


def test_a_role_follows_from_one_word(maria, lisa):
    event = maria.set_role("admin", by=lisa, why="Lisa is on holiday")
    assert event.changes == {"role": {"old": "agent", "new": "admin"}}
    maria.refresh_from_db()
    assert (maria.is_admin, maria.is_staff, maria.is_superuser) == (True, True, True)
    assert maria.set_role("admin", by=lisa) is None
    with pytest.raises(Refusal, match="no role"):
        maria.set_role("owner", by=lisa)


VERBS = {
    "join": lambda person, group, by: person.join(group, by=by),
    "leave": lambda person, group, by: person.leave(group, by=by),
    "set_role": lambda person, group, by: person.set_role("admin", by=by),
    "change_email": lambda person, group, by: person.change_email("x@y.example", by=by),
    "deactivate": lambda person, group, by: person.deactivate(by=by),
    "reactivate": lambda person, group, by: person.reactivate(by=by),
    "reset_second_factor": lambda person, group, by: person.reset_second_factor(by=by),
    "invite_again": lambda person, group, by: person.invite_again(by=by),
}


@pytest.mark.parametrize("verb", VERBS)
def test_only_admins_manage_people(verb, alex, maria, lisa, tech):
    former = UserFactory(role="admin")
    former.deactivate(by=lisa)
    before = trail()
    for by in (maria, alex, former, None):
        with pytest.raises(NotAllowed):
            VERBS[verb](alex, tech, by)
    assert trail() == before


def test_an_admin_whose_role_was_taken_meanwhile_is_none(alex, lisa, tech):
    other = UserFactory(role="admin")
    stale = User.objects.get(pk=other.pk)
    other.set_role("agent", by=lisa)
    assert stale.is_admin, "this is what the object still believes"
    with pytest.raises(NotAllowed):
        alex.join(tech, by=stale)


def test_the_last_admin_stays(lisa, alex):
    with pytest.raises(Refusal, match="last admin"):
        lisa.set_role("agent", by=lisa)
    with pytest.raises(Refusal, match="yourself"):
        lisa.deactivate(by=lisa)
    lisa.refresh_from_db()
    assert lisa.is_admin
    assert trail() == []
    alex.set_role("admin", by=lisa)
    lisa.set_role("agent", by=lisa)
    lisa.refresh_from_db()
    assert not lisa.is_admin


def test_a_deactivated_admin_does_not_count_as_one(lisa):
    other = UserFactory(role="admin")
    other.deactivate(by=lisa)
    with pytest.raises(Refusal, match="last admin"):
        lisa.set_role("agent", by=lisa)


def test_leaving_and_coming_back_are_on_record(alex, lisa):
    alex.deactivate(by=lisa, why="new job")
    assert alex.deactivate(by=lisa) is None
    assert list(User.objects.left()) == [alex]
    alex.reactivate(by=lisa, why="came back")
    assert alex.reactivate(by=lisa) is None
    assert trail() == ["deactivated", "reactivated"]


def test_an_address_is_changed_once_and_for_all(alex, maria, lisa):
    event = alex.change_email(" Alex.Kim@Helpdesk.Example ", by=lisa)
    assert event.changes["email"] == {
        "old": "alex@helpdesk.example",
        "new": "alex.kim@helpdesk.example",
    }
    assert alex.change_email("ALEX.KIM@helpdesk.example", by=lisa) is None
    with pytest.raises(Refusal, match="already"):
        alex.change_email("MARIA@helpdesk.example", by=lisa)
    with pytest.raises(Refusal, match="not an email address"):
        alex.change_email("alex", by=lisa)


def test_colleagues_see_each_other_and_who_left_sees_nobody(alex, maria, lisa):
    maria.deactivate(by=lisa)
    assert set(User.objects.visible_to(alex)) == {alex, maria, lisa}
    assert not User.objects.visible_to(maria).exists()


@pytest.mark.parametrize("fields", [{"role": "owner"}, {"name": ""}])
def test_the_database_refuses_what_must_not_be(db, fields):
    person = {"name": "Sam", "email": "sam@helpdesk.example", "role": "agent", **fields}
    with pytest.raises(IntegrityError):
        User.objects.create(**person)


def test_createsuperuser_makes_an_admin_from_the_environment(db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "correct horse battery")
    monkeypatch.setenv("DJANGO_SUPERUSER_EMAIL", "Root@Helpdesk.example")
    monkeypatch.setenv("DJANGO_SUPERUSER_NAME", "Robin Root")
    call_command("createsuperuser", interactive=False, verbosity=0)
    robin = User.objects.get()
    assert (robin.email, robin.name, robin.is_admin) == (
        "root@helpdesk.example",
        "Robin Root",
        True,
    )
    assert robin.check_password("correct horse battery")
    event = AccountEvent.objects.get()
    assert (event.kind, event.by, event.via) == ("invited", None, "command")


def test_createsuperuser_asks_for_what_it_needs(db, monkeypatch):
    answers = {"Email: ": "root@helpdesk.example", "Name: ": "Robin Root"}
    monkeypatch.setattr("builtins.input", lambda question: answers[question])
    monkeypatch.setattr("getpass.getpass", lambda *question: "correct horse battery")

    class Terminal:
        def isatty(self):
            return True

    call_command("createsuperuser", interactive=True, verbosity=0, stdin=Terminal())
    assert User.objects.get().is_admin
