"""A form that is sent by many at the same moment makes one ticket, one customer, one company."""

import pytest

from customers.models import Company, Customer
from tests.races.ring import race
from tickets.models import Ticket

pytestmark = [pytest.mark.race, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_one_call_is_noted_once(maria):
    made = race("note_a_call", 8, agent=maria.pk, rounds=6)
    assert all(told == made[0] for told in made), made
    assert Ticket.objects.count() == 6
    assert Customer.objects.count() == 6
    assert Company.objects.count() == 1
