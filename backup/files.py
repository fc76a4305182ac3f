"""People's files on their way back into the storage."""

import hashlib
import io
import tempfile
from contextlib import suppress

from django.core.exceptions import SuspiciousOperation
from django.core.files import File
from django.core.files.storage import default_storage

from backup.archive import CHUNK, ArchiveRefused


class Unseekable(File):
    """A file that is read once, from its beginning: the storage need not try to rewind it."""

    def seek(self, *args):
        raise io.UnsupportedOperation("this file is read once")


class KeptFiles:
    """Files that are stored for good if the block ends well, and gone again if it does not."""

    def __init__(self):
        self.count = 0
        self._names = tempfile.TemporaryFile("w+")  # noqa: SIM115  (`__exit__` closes it)

    def __enter__(self):
        return self

    def __exit__(self, kind, *error):
        with self._names:
            if kind:
                self._names.seek(0)
                for name in self._names:
                    with suppress(OSError):
                        default_storage.delete(name.rstrip("\n"))

    def keep(self, name, stream):
        """Store what the stream gives under exactly this name.

        What is there already is left as it is; `refuse_other` has compared it.
        """
        self.count += 1
        if default_storage.exists(name):
            return
        self._names.write(f"{name}\n")
        self._names.flush()
        kept = default_storage.save(name, Unseekable(stream))
        if kept != name:
            default_storage.delete(kept)
            raise FileExistsError(f"Somebody else has just stored {name}.")


def refuse_other(name, stream):
    """Raise `ArchiveRefused` if the storage has another file of this name, or could never have it.

    The same file may be there: a restore that was cut off leaves some.
    """
    try:
        if not default_storage.exists(name):
            return
    except SuspiciousOperation as error:
        raise ArchiveRefused(f"This is no archive of a helpdesk: {name} is no name.") from error
    stream.drain()
    with default_storage.open(name) as there:
        digest = hashlib.sha256()
        while data := there.read(CHUNK):
            digest.update(data)
    if digest.digest() != stream.digest.digest():
        words = f"The storage has another file called {name}. Restore into an empty storage."
        raise ArchiveRefused(words)
