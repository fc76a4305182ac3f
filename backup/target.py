"""The helpdesk that an archive is restored into: empty, and with the archive's tables."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from backup.archive import ArchiveRefused
from backup.database import MADE_BY_MIGRATE, stored_models
from backup.rows import stored_fields
from core import earlier_version


class NotEmpty(Exception):
    """There is something in the database already; the argument says what, in words."""


def prepare(manifest):
    """Return the models of the archive's tables by table, in a database that has these tables.

    A database without tables gets those of the archive's version. Raises `NotEmpty` for one with
    rows or with other tables, `ArchiveRefused` if the archive's tables are none of ours.
    """
    if earlier_version.made_database(connection):
        raise NotEmpty(earlier_version.START_ANEW)
    executor = MigrationExecutor(connection)
    wanted = manifest["migrations"]
    applied = set(executor.loader.applied_migrations) & set(executor.loader.disk_migrations)
    if applied and applied != wanted:
        raise NotEmpty(
            "The database's tables are of another version than the archive's. Restore into a "
            "database without tables: it gets the archive's, and is brought up to date afterwards."
        )
    known = [key for key in executor.loader.graph.nodes if key in wanted]
    registry = executor.loader.project_state(known).apps
    models = {model._meta.db_table: model for model in stored_models(registry)}
    _refuse_other_tables(models, manifest["tables"])
    if applied:
        _refuse_rows(models)
    else:
        everything = executor.migration_plan(executor.loader.graph.leaf_nodes())
        plan = [(step, False) for step, _ in everything if (step.app_label, step.name) in wanted]
        executor.migrate(targets=None, plan=plan)
    return models


def _refuse_other_tables(models, tables):
    """Raise `ArchiveRefused` unless the archive has exactly our tables and columns."""
    ours = {name: {field.column for field in stored_fields(m)} for name, m in models.items()}
    theirs = {name: set(table["columns"]) for name, table in tables.items()}
    if ours != theirs:
        differ = sorted(name for name in ours.keys() | theirs if ours.get(name) != theirs.get(name))
        raise ArchiveRefused(f"This archive's tables are not ours: {', '.join(differ)}.")


def _refuse_rows(models):
    """Raise `NotEmpty` if there is a row that `migrate` did not make."""
    full = [
        name
        for name, model in models.items()
        if name not in MADE_BY_MIGRATE and model._base_manager.using("default").exists()
    ]
    if full:
        raise NotEmpty(
            "There is data in this database, and restoring would mix with it "
            f"({', '.join(full)}). Name an empty one by DATABASE_URL or DATA_DIR."
        )


def clear():
    """Remove what `migrate` made; the archive has its own."""
    with connection.cursor() as cursor:
        for table in MADE_BY_MIGRATE:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
