"""The database's own refusal to rewrite the trail, on both databases.

A trigger a table refuses UPDATE and DELETE, on PostgreSQL TRUNCATE as well; on SQLite INSERT OR
REPLACE deletes first and meets the same trigger, because the connection sets recursive_triggers.

Every migration that touches an append-only table ends with `ReinstallTriggers()`, and one that
alters it begins with it too, for the way back: a SQLite `alter_field` remakes the table and drops
its triggers without a word. A system check and a test compare what is there with what should be.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.operations.base import Operation

ACTIONS = ("update", "delete", "truncate")
MESSAGE = "is append-only"


def append_only_tables() -> list[str]:
    """Return the names of all tables that may only grow, sorted.

    A model asks for it with the attribute `append_only = True`; every concrete event has it.
    """
    return sorted(m._meta.db_table for m in apps.get_models() if getattr(m, "append_only", False))


def trigger_names(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    """Return the names of the triggers that `table` must have on this database."""
    actions = ACTIONS if connection.vendor == "postgresql" else ACTIONS[:2]
    return [f"{table}_no_{action}" for action in actions]


def install(connection: BaseDatabaseWrapper) -> None:
    """Make (again) the triggers of all append-only tables that exist; safe to repeat."""
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for table in existing.intersection(append_only_tables()):
            for statement in _statements(connection, table):
                cursor.execute(statement)


def drop(connection: BaseDatabaseWrapper) -> None:
    """Drop all triggers. Only for emptying a test database; `install` puts them back."""
    with connection.cursor() as cursor:
        for table, name in present(connection):
            on_table = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on_table}')


def present(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """Return the set of (table, trigger name) that the database really has."""
    with connection.cursor() as cursor:
        cursor.execute(LISTING[connection.vendor])
        return {(table, name) for table, name in cursor.fetchall() if "_no_" in name}


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the sorted names of triggers that should be there and are not."""
    wanted = {
        (table, name) for table in append_only_tables() for name in trigger_names(connection, table)
    }
    return sorted(name for _table, name in wanted - present(connection))


class ReinstallTriggers(Operation):
    """The last operation of every migration that touches an append-only table.

    It is also the first of one that alters such a table: backwards, the first operation runs last.
    """

    reduces_to_sql = False
    reversible = True

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Triggers are no part of the models' state."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Install all triggers for the tables made so far."""
        install(schema_editor.connection)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Install them as well: there is nothing to undo, triggers go with their tables."""
        install(schema_editor.connection)

    def describe(self) -> str:
        """The line that `migrate --plan` prints."""
        return "Install the triggers that keep the trail append-only"


LISTING = {
    "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND n.nspname = current_schema()"
    ),
}

POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% {MESSAGE}', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _statements(connection: BaseDatabaseWrapper, table: str) -> Iterator[str]:
    """Yield the SQL that makes the triggers of one table."""
    for name in trigger_names(connection, table):
        action = name.rsplit("_", 1)[1].upper()
        if connection.vendor == "postgresql":
            scope = "STATEMENT" if action == "TRUNCATE" else "ROW"
            yield f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"'
            yield (
                f'CREATE TRIGGER "{name}" BEFORE {action} ON "{table}" '
                f"FOR EACH {scope} EXECUTE FUNCTION refuse_rewrite()"
            )
        else:
            yield f'DROP TRIGGER IF EXISTS "{name}"'
            yield (
                f'CREATE TRIGGER "{name}" BEFORE {action} ON "{table}" '
                f"BEGIN SELECT RAISE(ABORT, '{table} {MESSAGE}'); END"
            )
