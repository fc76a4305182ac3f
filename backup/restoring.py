"""From an archive to a helpdesk: all of it, or nothing."""

import os
from datetime import datetime
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DataError, IntegrityError, connection, transaction

from accounts.models import AccountEvent
from backup import target
from backup.archive import ArchiveRefused, entries
from backup.database import go_on_from
from backup.files import KeptFiles
from backup.rows import (
    fields_of,
    insert,
    lines_in,
    row_from,
)
from backup.verifying import verify
from backup.writing import Report
from core import triggers

BAD_ROW = (ValueError, ValidationError, DataError, IntegrityError)


def restore(place):
    """Bring an empty helpdesk to what the archive at `place` holds, and return a `Report`.

    The archive is read twice: first to know that it is whole, then to restore it, in one
    transaction. Raises `ArchiveRefused` or `target.NotEmpty` in words, OSError for what the disk
    or the store refuses; then there is no row in the database and no file of it in the storage.
    """
    path = Path(place)
    manifest = verify(path)
    models = target.prepare(manifest)
    moment = datetime.fromisoformat(manifest["made_at"])
    report = Report(path, moment, len(models), missing=manifest.get("missing", []))
    with KeptFiles() as files, transaction.atomic():
        target.clear()
        report.rows = _fill(path, manifest["tables"], models, files)
        _finish(manifest["tables"], models)
        report.files = files.count
        os.sync()
    _bring_up_to_date(report)
    return report


def _fill(path, tables, models, files):
    """Put every row into its table and every file into the storage; return how many rows."""
    fields = {name: fields_of(model, tables[name]["columns"]) for name, model in models.items()}
    rows = 0
    for name, stream in entries(path):
        kind, _, rest = name.partition("/")
        if kind == "tables":
            table = rest.partition("/")[0]
            rows += _insert(table, fields[table], stream)
        elif kind == "files":
            files.keep(rest, stream)
    return rows


def _insert(table, fields, stream):
    """Insert one piece of a table and return how many rows it has."""
    try:
        rows = [row_from(line, fields, connection) for line in lines_in(stream)]
        insert(connection, table, fields, rows)
    except BAD_ROW as error:
        raise ArchiveRefused(f"The archive has a row that cannot be in {table}: {error}") from error
    return len(rows)


def _finish(tables, models):
    """Let the next numbers be the next, and compare what is there with what should be.

    Raises `ArchiveRefused` for rows that refer to none, or are too few.
    """
    try:
        connection.check_constraints()
    except IntegrityError as error:
        raise ArchiveRefused(f"The archive's rows do not fit together: {error}") from error
    for name, model in models.items():
        if model._base_manager.using("default").count() != tables[name]["rows"]:
            raise ArchiveRefused(f"Not every row of {name} has arrived.")
        if tables[name]["last_number"] is not None:
            go_on_from(connection, model, tables[name]["last_number"])


def _bring_up_to_date(report):
    """Take the tables from the archive's version to this one, and put on record what happened."""
    ContentType.objects.clear_cache()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if triggers.missing(connection):
        triggers.install(connection)
    change = {"archive": {"old": None, "new": report.made_at.isoformat(timespec="seconds")}}
    AccountEvent.objects.create(kind="restored", by=None, changes=change)
