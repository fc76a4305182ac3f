"""From a helpdesk in use to an archive."""

import json
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.core.files.storage import default_storage
from django.db.models import FileField

from backup.archive import MANIFEST, MISSING, written
from backup.database import snapshot, stored_models
from backup.manifest import applied_migrations, describe
from backup.rows import encode, packed, stored_fields, values_of_rows


@dataclass
class Report:
    """What went into an archive, or out of it."""

    path: Path
    made_at: datetime
    tables: int = 0
    rows: int = 0
    files: int = 0
    missing: list = field(default_factory=list)


def back_up(place):
    """Write an archive to `place`, a new file or a folder, and return a `Report`.

    All rows are of one moment, and nobody has to wait for it. A file that a row names and the
    storage does not have is in `missing`; the archive is whole without it. Raises `NotMigrated`,
    or OSError for what the disk or the store refuses; then there is no archive.
    """
    moment = datetime.now(UTC)
    path = Path(place)
    if path.is_dir():
        path = path / f"helpdesk-{moment:%Y%m%dT%H%M%SZ}.tar"
    report = Report(path, moment)
    applied = applied_migrations()
    with tempfile.TemporaryFile("w+") as names, written(path, moment) as archive:
        with snapshot() as connection:
            manifest = describe(connection, applied, moment)
            archive.add(MANIFEST, json.dumps(manifest, indent=1).encode())
            for model in stored_models():
                report.rows += _add_table(archive, model, connection.alias, names)
                report.tables += 1
        names.seek(0)
        for name in names:
            _add_file(archive, json.loads(name), report)
        if report.missing:
            archive.add(MISSING, "".join(f"{name}\n" for name in report.missing).encode())
    return report


def _add_table(archive, model, alias, names):
    """Add all rows of one table, note the files they name, and return how many rows it has."""
    rows = 0

    def lines():
        nonlocal rows
        places = _file_places(model)
        for values in values_of_rows(model, alias):
            rows += 1
            names.writelines(json.dumps(values[at]) + "\n" for at in places if values[at])
            yield encode(values)

    for number, piece in enumerate(packed(lines()), start=1):
        archive.add(f"tables/{model._meta.db_table}/{number:06}.jsonl.gz", piece)
    return rows


def _file_places(model):
    """Return at which places of a row there are names of files."""
    fields = stored_fields(model)
    return [place for place, field in enumerate(fields) if isinstance(field, FileField)]


def _add_file(archive, name, report):
    """Add one file, piece by piece, or note that it is missing."""
    try:
        with default_storage.open(name) as file:
            archive.copy(f"files/{name}", file, file.size)
    except FileNotFoundError:
        report.missing.append(name)
    else:
        report.files += 1
