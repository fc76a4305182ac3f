"""The demo, loaded once for all tests of a module: each then works in a savepoint of its own."""

import io

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Load the demo and return what the command printed; it is taken out at the module's end."""
    words = io.StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", stdout=words)
        yield words.getvalue()
        transaction.set_rollback(True)
