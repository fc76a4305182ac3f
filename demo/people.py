"""Who works at the demo's helpdesk: the story's people and their colleagues."""

from datetime import timedelta
from typing import NamedTuple

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import Group

from accounts.models import User
from core import clock

PASSWORD = "monday morning"  # noqa: S105 - printed for everybody to sign in with
DOMAIN = "helpdesk.example"

GROUPS = {"tech": "Technical Support", "billing": "Billing"}


class Person(NamedTuple):
    """One row of the staff list; `days` is how long ago they came."""

    name: str
    days: int
    groups: tuple = ()
    role: str = User.Role.AGENT


PEOPLE = {
    "lisa": Person("Lisa Brandt", 900, role=User.Role.ADMIN),
    "henrik": Person("Henrik Solberg", 870, role=User.Role.ADMIN),
    "maria": Person("Maria Lopez", 610),
    "alex": Person("Alex Kim", 580, ("tech",)),
    "priya": Person("Priya Nair", 430, ("billing",)),
    "noor": Person("Noor Rahman", 400, ("tech",)),
    "daniel": Person("Daniel Osei", 280, ("tech", "billing")),
    "elena": Person("Elena Rossi", 210, ("billing",)),
    "oliver": Person("Oliver Hart", 190, ("tech",)),
    "yuki": Person("Yuki Tanaka", 90, ("tech",)),
}

SHOWN_FIRST = ("maria", "alex", "lisa")
"""The story's own people lead the list of sign-ins."""


def sign_in_address(key):
    """Return a person's sign-in: maria@helpdesk.example."""
    return f"{key}@{DOMAIN}"


def hire(now):
    """Make the groups and the people, as they came one after the other; return both by key."""
    groups = {key: Group.objects.create(name=name) for key, name in GROUPS.items()}
    people = {}
    for key, row in PEOPLE.items():
        with clock.at(now - timedelta(days=row.days)):
            people[key] = _hire(key, row, people.get("lisa"), groups)
    # Hashed once for all: a good hash takes long, and this password is no secret.
    User.objects.update(password=make_password(PASSWORD))
    return people, groups


def _hire(key, row, by, groups):
    """Make one person; the first is an admin whom nobody invited."""
    if by is None:
        return User.objects.create_superuser(sign_in_address(key), name=row.name)
    person = User.objects.create_user(sign_in_address(key), name=row.name, role=row.role)
    person.record("invited", by=by, changes={"role": {"old": None, "new": row.role}})
    for group in row.groups:
        person.join(groups[group], by=by)
    return person


def sign_ins():
    """Return (address, role, password) of each demo person who can sign in with the demo's."""
    keys = [*SHOWN_FIRST, *(key for key in PEOPLE if key not in SHOWN_FIRST)]
    known = {user.email: user for user in User.objects.active()}
    people = [known[sign_in_address(key)] for key in keys if sign_in_address(key) in known]
    opened = {h for h in {person.password for person in people} if check_password(PASSWORD, h)}
    return [
        (person.email, person.get_role_display(), PASSWORD)
        for person in people
        if person.password in opened
    ]
