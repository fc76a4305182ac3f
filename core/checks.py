"""System checks that look at the database: `manage.py check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from core import triggers


@register(Tags.database)
def triggers_are_installed(
    app_configs: Any, databases: Sequence[str] | None, **kwargs: Any
) -> list[CheckMessage]:
    """List every trigger of the trail that a fully migrated database lacks."""
    errors: list[CheckMessage] = []
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
