"""Many files as one zip, made while it is sent: memory does not grow with their size."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

CHUNK = 1 << 16


class _Pipe:
    """A file that is only written to; what was written is taken out at the other end."""

    def __init__(self) -> None:
        self.written = bytearray()

    def write(self, data: bytes) -> int:
        self.written += data
        return len(data)

    def flush(self) -> None:
        """Nothing to do: `take` is what empties it."""

    def take(self) -> bytes:
        """Return what was written since the last time."""
        data, self.written = bytes(self.written), bytearray()
        return data


def zipped(files: Iterable[Any]) -> Iterator[bytes]:
    """Yield the bytes of a zip of these attachments, each under a name of its own.

    They are stored and not packed again: pictures and PDFs hardly shrink.
    """
    pipe, names = _Pipe(), set[str]()
    target_file: Any = pipe  # it writes and flushes, and needs nothing else of a file
    with ZipFile(target_file, "w", ZIP_STORED) as archive:
        for file in files:
            moment = max(file.created_at.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
            entry = ZipInfo(unique(file.name, names), moment)
            entry.external_attr = 0o600 << 16
            with (
                archive.open(entry, "w", force_zip64=True) as target,
                file.file.open("rb") as source,
            ):
                while chunk := source.read(CHUNK):
                    target.write(chunk)
                    yield pipe.take()
            yield pipe.take()
    yield pipe.take()


def unique(name: str, names: set[str]) -> str:
    """Return `name`, or "name (2)" and so on where it is in `names` already; remember it there."""
    path, number, wanted = PurePath(name), 1, name
    while wanted.casefold() in names:
        number += 1
        wanted = f"{path.stem} ({number}){path.suffix}"
    names.add(wanted.casefold())
    return wanted
