"""One archive of the demo, with what was in the database and the storage when it was made."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from backup.writing import back_up
from tests.backup.comparing import every_file, every_row


@dataclass
class Lived:
    """A helpdesk as it was: its archive, its rows table by table, its files by name."""

    archive: Path
    report: object
    rows: dict
    files: dict


@pytest.fixture(scope="session")
def lived(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo, archived; afterwards the database is empty again."""
    folder = tmp_path_factory.mktemp("lived")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=folder / "media"):
        try:
            call_command("demo", verbosity=0, stdout=(folder / "words").open("w"))
            with connection.cursor() as cursor:
                rows = every_row(cursor)
            report = back_up(folder / "backup.tar")
        finally:
            call_command("flush", interactive=False, verbosity=0)
    return Lived(report.path, report, rows, every_file(folder / "media"))


@pytest.fixture
def empty_storage(settings, tmp_path):
    """A folder for files with nothing in it."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT
