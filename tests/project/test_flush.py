"""Transactional tests empty the database; afterwards the guards stand as before."""

import pytest
from django.core.management import call_command
from django.db import connection

from accounts import guards
from tests.factories import UserFactory


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_the_trail_and_leaves_the_guards():
    UserFactory()
    assert guards.missing(connection) == []
    call_command("flush", interactive=False, verbosity=0)
    assert guards.missing(connection) == []
