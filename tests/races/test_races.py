"""Many processes at the same moment, on the product's own settings of the database.

One wins, the others are told in words; nothing is held twice, said twice or lost, and nobody is
ever told "database is locked" or "deadlock detected".
"""

from collections import Counter

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from core import triggers
from customers.models import Company, EmailAddress
from tests.factories import CustomerFactory, TicketFactory, UserFactory
from tests.races.ring import race
from tickets.models import (
    Attachment,
    Message,
    Note,
    Tag,
    Ticket,
    TicketEvent,
    Upload,
)

pytestmark = [pytest.mark.race, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WORKERS = 16


def keys(rows):
    """Return the primary keys of rows."""
    return [row.pk for row in rows]


def tickets_of(count, by):
    """Make tickets that nobody holds."""
    customer = CustomerFactory()
    return [TicketFactory(customer=customer, by=by) for _number in range(count)]


def test_the_workers_use_the_product_s_settings():
    expected = ["wal", 2, 1] if connection.vendor == "sqlite" else []
    assert race("settings", 2) == [expected, expected]


def test_a_thousand_claims_of_a_hundred_tickets_by_sixteen(maria):
    agents = UserFactory.create_batch(WORKERS)
    tickets = tickets_of(100, maria)
    outcomes = race("claim", WORKERS, tickets=keys(tickets), agents=keys(agents), times=10)
    claims = [(ticket, outcome, n) for n, told in enumerate(outcomes) for ticket, outcome in told]
    assert len(claims) == 1000
    assert Counter(outcome for _ticket, outcome, _n in claims) == {"won": 100, "Taken": 900}
    winners = {ticket: agents[n].pk for ticket, outcome, n in claims if outcome == "won"}
    assert dict(Ticket.objects.values_list("pk", "holder_user")) == winners
    taken = TicketEvent.objects.filter(kind="taken").values_list("ticket", "by")
    assert sorted(taken) == sorted(winners.items())
    assert set(Ticket.objects.values_list("version", flat=True)) == {2}


def test_of_conflicting_edits_one_wins_and_the_others_are_told(maria):
    agents = UserFactory.create_batch(8)
    tickets = tickets_of(10, maria)
    outcomes = race("edit", 8, tickets=keys(tickets), agents=keys(agents))
    for ticket, told in zip(tickets, zip(*outcomes, strict=True), strict=True):
        assert Counter(told) == {"won": 1, "Conflict": 7}
        ticket.refresh_from_db()
        assert ticket.subject == f"By {told.index('won')}"
        assert (ticket.version, ticket.revisions.count()) == (2, 1)


def test_a_form_that_two_processes_send_makes_one_thing(maria):
    (ticket,) = tickets_of(1, maria)
    form = {"ticket": ticket.pk, "agent": maria.pk, "customer": ticket.customer_id, "rounds": 5}
    first, second = race("submit", 2, **form)
    assert first == second
    assert Ticket.objects.count() == 1 + 5
    assert Note.objects.count() == 5
    assert Message.objects.count() == 3 * 5
    assert TicketEvent.objects.count() == 1 + 5 * 5


def test_two_admins_who_demote_each_other_leave_one(db):
    admins = UserFactory.create_batch(2, role="admin")
    outcomes = race("demote", 2, admins=keys(admins), rounds=10)
    for first, second in zip(*outcomes, strict=True):
        assert sorted([first[0], second[0]]) == ["NotAllowed", "won"]
        assert (first[1], second[1]) == (1, 1)
    assert get_user_model().objects.admins().count() == 2


def test_a_change_is_undone_once(maria, lisa):
    tickets = tickets_of(10, maria)
    events = [ticket.set_priority(3, by=maria) for ticket in tickets]
    outcomes = race("undo", 4, events=keys(events), agents=[maria.pk, lisa.pk] * 2)
    for told in zip(*outcomes, strict=True):
        assert Counter(told) == {"won": 1, "UndoRefused": 3}
    assert set(Ticket.objects.values_list("priority", "version")) == {(2, 3)}


def test_a_staged_file_is_attached_once_or_thrown_away_never_both(maria):
    (ticket,) = tickets_of(1, maria)
    uploads = [Upload.stage(ContentFile(b"words", name=f"{n}.txt"), owner=maria) for n in range(10)]
    outcomes = race("attach", 4, ticket=ticket.pk, agent=maria.pk, uploads=keys(uploads))
    told = list(zip(*outcomes[:3], strict=True))
    assert all(set(three) <= {"won", "Refusal"} and three.count("won") <= 1 for three in told)
    attached = Attachment.objects.all()
    assert len(attached) == sum("won" in three for three in told)
    assert all(default_storage.exists(file.file.name) for file in attached)
    assert not Upload.objects.exists()


def test_names_addresses_and_tags_are_made_once(maria):
    tickets_of(4, maria)
    customers = [CustomerFactory() for _round in range(5)]
    outcomes = race("register", 4, agent=maria.pk, customers=keys(customers))
    for four in zip(*outcomes, strict=True):
        (what,) = {kind for kind, _outcome in four}
        expected = {"won": 4} if what in ("own", "tag") else {"won": 1, "Refusal": 3}
        assert Counter(outcome for _kind, outcome in four) == expected
    assert Company.objects.count() == Tag.objects.count() == 5
    for customer in customers:
        assert EmailAddress.objects.filter(customer=customer, is_primary=True).count() == 1
        assert customer.emails.count() == 5


def test_the_trail_is_still_guarded_and_whole(maria):
    assert triggers.missing(connection) == []
