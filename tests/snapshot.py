"""All that a refused verb could have left behind: every row of ours, every stored file."""

from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

OURS = ("accounts", "customers", "tickets")


def rows():
    """Return all rows of our tables, those between tables included, by table.

    They are as the database has them: they are only compared, and the ORM takes its time.
    """
    models = [m for app in OURS for m in apps.get_app_config(app).get_models(True)]
    found = {}
    with connection.cursor() as cursor:
        for table in (model._meta.db_table for model in models):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(cursor.fetchall(), key=str)
    return found


def files():
    """Return the names of all stored files."""
    folder = Path(settings.MEDIA_ROOT)
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


@contextmanager
def nothing_written():
    """Assert that the block leaves every row and every file as it was."""
    before = rows(), files()
    yield
    after = rows()
    changed = [table for table, old in before[0].items() if after[table] != old]
    assert changed == []
    assert files() == before[1]
