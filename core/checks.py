"""System checks that look at the database: `manage.py check --database default`."""

from django.core.checks import Error, Tags, register
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from core import triggers


@register(Tags.database)
def triggers_are_installed(app_configs, databases, **kwargs):
    """List every trigger of the trail that a fully migrated database lacks."""
    errors = []
    for alias in databases or ():
        connection = connections[alias]
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            continue
        errors += [
            Error(
                f"The trail is not protected: the trigger {name} is missing.",
                hint="Run `manage.py triggers` to install it again, and ask who removed it.",
                id="core.E001",
            )
            for name in triggers.missing(connection)
        ]
    return errors
