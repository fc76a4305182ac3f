"""A database of before the first release, whose tables this code cannot bring up to date.

Each app began anew with one migration. A database that has another first migration of an app of
ours is older than that, and nothing leads from its tables to these.
"""

from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

START_ANEW = (
    "This database was made by an earlier, unreleased version of the helpdesk. "
    "Start anew with an empty one (and keep a copy of the old)."
)


def made_database(connection: BaseDatabaseWrapper) -> bool:
    """Whether an earlier version made this database. Raises DatabaseError if it does not answer."""
    return made_migrations(MigrationRecorder(connection).applied_migrations())


def made_migrations(migrations: Iterable[tuple[str, str]]) -> bool:
    """Whether an earlier version had these migrations: pairs of an app's label and a name."""
    first = {key for key in migrations if key[0] in _our_labels() and key[1].startswith("0001_")}
    return bool(first) and not first <= set(MigrationLoader(None).disk_migrations)


def _our_labels() -> set[str]:
    """Return the labels of the apps that stand in this repository."""
    root = Path(settings.BASE_DIR)
    return {config.label for config in apps.get_app_configs() if Path(config.path).parent == root}
