"""Everything that is in a database and in a folder, read without the code that is tested."""

from django.db import connection

NOT_COMPARED = {"django_session", "usersessions_usersession", "cache", "django_migrations"}


def every_row(cursor):
    """Return all rows of all tables as the database has them, in the order of their first column.

    Generated columns and indexes of words are made anew by the database itself, and compared too.
    """
    names = connection.introspection.table_names(cursor)
    found = {}
    for name in sorted(set(names) - NOT_COMPARED):
        cursor.execute(f'SELECT * FROM "{name}"')
        found[name] = sorted(map(repr, cursor.fetchall()))
    return found


def every_file(folder):
    """Return the bytes of every file in a folder, by its path there."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}
