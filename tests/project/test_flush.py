"""Transactional tests empty the database; afterwards the triggers stand as before."""

import pytest
from django.core.management import call_command
from django.db import connection

from core import triggers
from tests.factories import UserFactory


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_the_trail_and_leaves_the_guards():
    UserFactory()
    assert triggers.missing(connection) == []
    call_command("flush", interactive=False, verbosity=0)
    assert triggers.missing(connection) == []
