"""Let transactional tests empty the database although its trail refuses to be emptied.

Django flushes all tables after such a test; the guards would refuse. They are lifted around this
flush and nowhere else, so that every test still meets them.
"""

from django.core.management.commands.flush import Command
from django.db import connections

from accounts import guards

flush = Command.handle


def flush_without_guards(self, **options):
    """Lift the guards, flush, put the guards back."""
    connection = connections[options["database"]]
    guards.lift(connection)
    try:
        return flush(self, **options)
    finally:
        guards.install(connection)


def pytest_configure(config):
    """Take the place of `manage.py flush` for this test run."""
    Command.handle = flush_without_guards
