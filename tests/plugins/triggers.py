"""Let transactional tests empty the database although its trail refuses to be emptied.

Django flushes all tables after such a test; the triggers would refuse. They are lifted around this
flush and nowhere else, so that every test still meets them.
"""

from django.core.management.commands.flush import Command
from django.db import connections

from core import triggers

flush = Command.handle


def flush_without_triggers(self, **options):
    """Lift the triggers, flush, put the triggers back."""
    connection = connections[options["database"]]
    triggers.drop(connection)
    try:
        return flush(self, **options)
    finally:
        triggers.install(connection)


def pytest_configure(config):
    """Take the place of `manage.py flush` for this test run."""
    Command.handle = flush_without_triggers
