"""Fills an empty database with the demo, in one transaction."""

from typing import NamedTuple

from django.apps import apps
from django.db import connection, transaction

from accounts.models import AccountEvent
from core import clock
from core.provenance import coming_via
from demo import customers, emails, people
from demo.calendar import Calendar
from demo.player import play
from demo.stories import STORIES
from tickets.models import Ticket

FIRST_NUMBER = 1001
LOADED = "demo_loaded"
HOLDING = ("accounts.User", "auth.Group", "customers.Company", "customers.Customer")


class Cast(NamedTuple):
    """Whom the stories speak of, by key."""

    people: dict
    groups: dict
    customers: dict


def is_empty():
    """Whether nobody works here and nobody wrote to us yet."""
    return not any(apps.get_model(label).objects.exists() for label in HOLDING)


def was_loaded():
    """Whether what is in the database began with the demo."""
    return AccountEvent.objects.filter(kind=LOADED).exists()


@transaction.atomic
def load(now):
    """Make people, customers and tickets, and live a month with them up to `now`.

    The database must be empty. Returns the number of tickets made.
    """
    calendar = Calendar(now)
    start_numbers()
    with coming_via("web"):
        staff, groups = people.hire(now)
        cast = Cast(staff, groups, customers.welcome(now, by=staff["maria"]))
        customers.hear_news(now, by=staff["maria"])
    tickets = play(STORIES, cast, calendar)
    emails.receive_all(calendar)
    with clock.at(calendar.moment(5, "17:30")), coming_via("web"):
        staff["oliver"].deactivate(by=staff["lisa"], why="Moved to another firm")
    AccountEvent.objects.create(kind=LOADED, by=None)
    return len(tickets)


def start_numbers():
    """Let the next ticket be #1001, so that numbers look like those of a living helpdesk."""
    table, last = Ticket._meta.db_table, FIRST_NUMBER - 1
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, last])
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
