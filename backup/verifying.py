"""Knowing that an archive is ours and whole, before anything is written."""

import gzip
import zlib

from backup.archive import MANIFEST, MISSING, ArchiveRefused, entries
from backup.files import refuse_other
from backup.manifest import manifest_from
from backup.rows import lines_in

FOREIGN = "This is no archive of a helpdesk: {}."


def verify(path):
    """Read the whole archive and return its manifest.

    Raises `ArchiveRefused` in words for what is damaged, incomplete, foreign or newer than we are,
    and if the storage has another file under a name that the archive needs.
    """
    manifest, rows = None, {}
    for name, stream in entries(path):
        kind, _, rest = name.partition("/")
        if manifest is None:
            if name != MANIFEST:
                raise ArchiveRefused(FOREIGN.format(f"it begins with {name}"))
            manifest = manifest_from(stream.read())
        elif kind == "tables":
            table = rest.partition("/")[0]
            rows[table] = rows.get(table, 0) + _count_rows(name, stream)
        elif kind == "files":
            refuse_other(rest, stream)
        elif name == MISSING:
            manifest["missing"] = stream.read().decode(errors="replace").splitlines()
        else:
            raise ArchiveRefused(FOREIGN.format(f"{name} has no business in it"))
    wanted = {name: table["rows"] for name, table in manifest["tables"].items() if table["rows"]}
    if rows != wanted:
        raise ArchiveRefused("The archive is damaged: it has not as many rows as it says.")
    return manifest


def _count_rows(name, stream):
    """Return how many rows there are in one piece of a table."""
    try:
        return sum(1 for _line in lines_in(stream))
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ArchiveRefused(f"The archive is damaged: {name} is not what was written.") from error
