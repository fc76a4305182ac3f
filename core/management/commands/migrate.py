"""`manage.py migrate`: Django's, but it says so where it cannot help."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections

from core import earlier_version


class Command(migrate.Command):
    """Bring the tables up to date, or say that they are too old for that."""

    def handle(self, *args: Any, database: str, **options: Any) -> None:
        """Migrate. Raises CommandError for a database that an earlier version made."""
        if earlier_version.made_database(connections[database]):
            raise CommandError(earlier_version.START_ANEW)
        super().handle(*args, database=database, **options)
