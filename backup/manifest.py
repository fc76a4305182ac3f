"""The first entry of an archive: what it is, what made it, and what must be in it."""

import json

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from backup.archive import ArchiveRefused
from backup.database import last_number, stored_models
from backup.rows import stored_fields
from core import earlier_version

FORMAT, FORMAT_VERSION = "helpdesk backup", 2


class NotMigrated(Exception):
    """The database is not the one that this version of the code works on."""


def applied_migrations():
    """Return the keys of all migrations. Raises `NotMigrated` if not all of them are applied."""
    if earlier_version.made_database(connections["default"]):
        raise NotMigrated(earlier_version.START_ANEW)
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMigrated("The database is not migrated: run manage.py migrate first.")
    return sorted(executor.loader.graph.nodes)


def describe(connection, applied, moment):
    """Return the manifest of an archive of what this connection sees."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "helpdesk": settings.VERSION,
        "made_at": moment.isoformat(),
        "database": connection.vendor,
        "migrations": applied,
        "tables": [_table(connection, model) for model in stored_models()],
    }


def _table(connection, model):
    """Return what is known of one table before its rows are read."""
    return {
        "name": model._meta.db_table,
        "columns": [field.column for field in stored_fields(model)],
        "rows": model._base_manager.using(connection.alias).count(),
        "last_number": last_number(connection, model),
    }


def manifest_from(data):
    """Return the manifest that these bytes are. Raises `ArchiveRefused` in words if none."""
    try:
        manifest = json.loads(data)
        if manifest["format"] != FORMAT:
            raise ValueError
        version = int(manifest["format_version"])
        manifest["migrations"] = {tuple(key) for key in manifest["migrations"]}
        manifest["tables"] = {table["name"]: table for table in manifest["tables"]}
    except (ValueError, TypeError, KeyError) as error:
        raise ArchiveRefused("This is no archive of a helpdesk: it begins with another.") from error
    if version < FORMAT_VERSION or earlier_version.made_migrations(manifest["migrations"]):
        raise ArchiveRefused(
            "The archive was made by an earlier, unreleased version; it cannot be restored here."
        )
    if version > FORMAT_VERSION or _unknown(manifest["migrations"]):
        words = "The archive was made by a newer helpdesk (%s, this is %s): install that one first."
        raise ArchiveRefused(words % (manifest["helpdesk"], settings.VERSION))
    return manifest


def _unknown(migrations):
    """Return those migrations that this code does not have."""
    loader = MigrationExecutor(connections["default"]).loader
    return migrations - set(loader.disk_migrations)
