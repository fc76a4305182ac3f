"""The archive: one tar file whose first and last entry tell whether it is ours and whole.

    manifest.json                  what it is, of which version, how many rows each table has
    tables/NAME/000001.jsonl.gz …  the rows, one JSON list a line
    files/…                        people's files, under their names in the storage
    missing.txt                    files that a row names and the storage did not have
    sums.txt                       the SHA-256 of every entry before it

Standard tools read it: `tar xf`, then `sha256sum -c sums.txt`. Neither writing nor reading keeps
more in memory than one piece of one entry, however many there are.
"""

import hashlib
import io
import os
import tarfile
import tempfile
from contextlib import contextmanager
from itertools import zip_longest

MANIFEST, MISSING, SUMS = "manifest.json", "missing.txt", "sums.txt"
CHUNK = 1 << 16


class ArchiveRefused(Exception):
    """The archive is not one we can use; the argument says why in words."""


class Hashed(io.RawIOBase):
    """A stream that is read once and then knows its SHA-256."""

    def __init__(self, source):
        super().__init__()
        self.source, self.digest = source, hashlib.sha256()

    def readable(self):
        return True

    def readinto(self, buffer):
        """Read some bytes. Raises `ArchiveRefused` where a tar file ends too early."""
        try:
            data = self.source.read(len(buffer))
        except tarfile.TarError as error:
            raise ArchiveRefused("The archive is damaged: it ends too early.") from error
        self.digest.update(data)
        buffer[: len(data)] = data
        return len(data)

    def drain(self):
        """Read what nobody wanted, for its sum."""
        while self.read(CHUNK):
            pass

    def line(self, name):
        """The line about this entry in sums.txt, as `sha256sum` writes it."""
        return f"{self.digest.hexdigest()}  {name}\n".encode()


class ArchiveWriter:
    """Adds entries to an archive that is being written."""

    def __init__(self, file, moment):
        self._tar = tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self._sums = tempfile.TemporaryFile()  # noqa: SIM115  (`finish` closes both)
        self._moment = int(moment.timestamp())

    def add(self, name, data):
        """Add these bytes."""
        self.copy(name, io.BytesIO(data), len(data))

    def copy(self, name, source, size):
        """Add what `source` gives. Raises OSError if it is not `size` bytes."""
        entry = tarfile.TarInfo(name)
        entry.size, entry.mtime, entry.mode = size, self._moment, 0o600
        hashed = Hashed(source)
        self._tar.addfile(entry, hashed)
        self._tar.members.clear()  # or it would remember every entry
        if hashed.read(1):
            raise OSError(f"{name} is longer than the {size} bytes it said")
        self._sums.write(hashed.line(name))

    def finish(self):
        """Add the sums; without them an archive is not whole."""
        size = self._sums.tell()
        self._sums.seek(0)
        with self._sums as sums:
            entry = tarfile.TarInfo(SUMS)
            entry.size, entry.mtime, entry.mode = size, self._moment, 0o600
            self._tar.addfile(entry, sums)
        self._tar.close()


@contextmanager
def written(path, moment):
    """Yield the `ArchiveWriter` of a new archive that appears when it is whole, or never.

    Only we may read it. Raises FileExistsError rather than overwrite.
    """
    if path.exists():
        raise FileExistsError(f"{path} exists already; archives are never overwritten.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            writer = ArchiveWriter(file, moment)
            yield writer
            writer.finish()
            file.flush()
            os.fsync(file.fileno())
        os.rename(part, path)
        _sync_folder(path.parent)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _sync_folder(folder):
    """Let the new name survive a power cut too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def entries(path):
    """Yield (name, stream) for every entry but the sums, and in the end compare these.

    Raises `ArchiveRefused` for what is no archive, damaged or incomplete; about what was yielded
    one knows only when all was. OSError if the file cannot be read at all.
    """
    try:
        tar = tarfile.open(path, "r:")  # noqa: SIM115  (closed below)
    except tarfile.TarError as error:
        raise ArchiveRefused("This is no archive of a helpdesk.") from error
    with tar, tempfile.TemporaryFile() as sums:
        while entry := _next(tar):
            if not entry.isreg():
                raise ArchiveRefused(f"This is no archive of a helpdesk: {entry.name} is no file.")
            stream = Hashed(tar.extractfile(entry))
            if entry.name == SUMS:
                _compare(sums, stream)
                return
            yield entry.name, stream
            stream.drain()
            sums.write(stream.line(entry.name))
    raise ArchiveRefused("The archive is incomplete: it ends before its sums.")


def _next(tar):
    """Return the next entry, or None at the end."""
    try:
        return tar.next()
    except tarfile.TarError as error:
        raise ArchiveRefused("The archive is damaged: it ends too early.") from error
    finally:
        tar.members.clear()


def _compare(sums, stream):
    """Raise `ArchiveRefused` unless these are the sums that the archive itself names."""
    sums.seek(0)
    for ours, theirs in zip_longest(sums, io.BufferedReader(stream)):
        if ours != theirs:
            name = (ours or theirs).decode(errors="replace").strip().rpartition("  ")[2]
            raise ArchiveRefused(f"The archive is damaged: {name} is not what was written.")
