"""Two admins at the same moment, as real processes on the real database."""

import multiprocessing

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connections

from accounts.models import AccountEvent
from accounts.models.groups import create_group
from core.refusals import ANY_REFUSAL
from tests.factories import UserFactory

User = get_user_model()
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROUNDS = 8
fork = multiprocessing.get_context("fork")


def disconnect():
    """Give up all connections, so that no two processes share one."""
    for connection in connections.all():
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def run(work, barrier, results):
    """In a process of its own: wait for the others, work, tell how it went."""
    barrier.wait(20)
    try:
        outcome = "done" if work() else "nothing"
    except ANY_REFUSAL as refusal:
        outcome = type(refusal).__name__
    except Exception as error:
        outcome = repr(error)
    results.put(outcome)
    disconnect()


def at_once(*works):
    """Let each of these be done by a process of its own, all at once; return what they say."""
    barrier, results = fork.Barrier(len(works)), fork.Queue()
    disconnect()
    running = [fork.Process(target=run, args=(work, barrier, results)) for work in works]
    for process in running:
        process.start()
    said = sorted(results.get(timeout=40) for _process in running)
    for process in running:
        process.join(20)
    return said


def test_two_admins_who_demote_each_other_leave_one():
    for _round in range(ROUNDS):
        User.objects.update(role="agent")
        one, two = UserFactory.create_batch(2, role="admin")
        said = at_once(
            lambda one=one, two=two: one.set_role("agent", by=two),
            lambda one=one, two=two: two.set_role("agent", by=one),
        )
        assert said == ["NotAllowed", "done"]
        assert User.objects.admins().count() == 1


def test_two_admins_who_deactivate_each_other_leave_one():
    for _round in range(ROUNDS):
        User.objects.update(role="agent")
        one, two = UserFactory.create_batch(2, role="admin")
        said = at_once(
            lambda one=one, two=two: one.deactivate(by=two),
            lambda one=one, two=two: two.deactivate(by=one),
        )
        assert said == ["NotAllowed", "done"]
        assert User.objects.admins().count() == 1


def test_one_demotes_the_other_while_that_one_steps_down():
    for _round in range(ROUNDS):
        User.objects.update(role="agent")
        one, two = UserFactory.create_batch(2, role="admin")
        said = at_once(
            lambda one=one, two=two: one.set_role("agent", by=two),
            lambda two=two: two.set_role("agent", by=two),
        )
        assert said in (["NotAllowed", "done"], ["Refusal", "done"])
        assert User.objects.admins().count() == 1


def test_one_invitation_of_four_for_the_same_address_wins():
    admins = UserFactory.create_batch(4, role="admin")
    for number in range(3):
        sam = {"email": f"sam{number}@helpdesk.example", "name": "Sam"}
        said = at_once(*[lambda by=by, sam=sam: User.objects.invite(by=by, **sam) for by in admins])
        assert said == ["Refusal"] * 3 + ["done"]
    assert AccountEvent.objects.filter(kind="invited").count() == 3


def test_one_group_of_four_with_the_same_name_is_made():
    admins = UserFactory.create_batch(4, role="admin")
    names = ["Night", "night", "NIGHT", "Night "]
    pairs = zip(names, admins, strict=True)
    said = at_once(*[lambda name=name, by=by: create_group(name, by=by) for name, by in pairs])
    assert said == ["Refusal"] * 3 + ["done"]
    assert Group.objects.count() == 1


def test_joining_twice_is_joining_once():
    admins = UserFactory.create_batch(4, role="admin")
    team, person = Group.objects.create(name="Night"), UserFactory()
    said = at_once(*[lambda by=by: person.join(team, by=by) for by in admins])
    assert said == ["done"] + ["nothing"] * 3
    assert AccountEvent.objects.filter(kind="joined").count() == 1
