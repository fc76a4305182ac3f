"""What the two databases do differently: a view that stands still, and the numbers given out."""

from contextlib import contextmanager

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction

ALIAS = "snapshot"

# Not in the archive: who has a session's key is signed in without a password.
LEFT_OUT = {"django_session", "usersessions_usersession"}
# What `migrate` itself writes into an empty database.
MADE_BY_MIGRATE = ("auth_permission", "django_content_type")


def stored_models(registry=apps):
    """Return the models whose rows belong into an archive, by their tables' names."""
    models = registry.get_models(include_auto_created=True)
    ours = [m for m in models if m._meta.managed and not m._meta.proxy]
    kept = [m for m in ours if m._meta.db_table not in LEFT_OUT]
    return sorted(kept, key=lambda model: model._meta.db_table)


@contextmanager
def snapshot():
    """Yield a connection that sees the database as it is now, whatever others write meanwhile.

    It keeps nobody from writing. Its alias is `snapshot`.
    """
    connection = connections[DEFAULT_DB_ALIAS].copy(ALIAS)
    options = connection.settings_dict["OPTIONS"]
    options.pop("pool", None)
    if connection.vendor == "sqlite":
        options["transaction_mode"] = "DEFERRED"  # only reads: takes no lock that writers want
    connections[ALIAS] = connection
    try:
        with transaction.atomic(using=ALIAS), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT 1 FROM django_migrations")  # the first look fixes the view
            yield connection
    finally:
        connection.close()
        del connections[ALIAS]


def last_number(connection, model):
    """Return the last id this table gave out, which may be more than its largest; else None."""
    if model._meta.auto_field is None:
        return None
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
            return row[0] if row else 0
        sequence = _sequence(cursor, connection, table, column)
        cursor.execute(f"SELECT last_value, is_called FROM {sequence}")
        value, is_called = cursor.fetchone()
        return value if is_called else 0


def go_on_from(connection, model, number):
    """Let the next id of this table be the one after `number`."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number]
            )
        else:
            sequence = _sequence(cursor, connection, table, column)
            cursor.execute("SELECT setval(%s, %s, %s)", [sequence, max(number, 1), number > 0])


def _sequence(cursor, connection, table, column):
    """Return the name of the sequence behind a column of PostgreSQL, quoted where it must be."""
    quoted = connection.ops.quote_name(table)
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [quoted, column])
    return cursor.fetchone()[0]
