"""Pictures that come from outside are opened in a process of their own, one at a time.

A file of a kilobyte can unpack to a gigabyte. There it meets a limit, and the memory goes back to
the machine when that process ends; a worker would keep it.
"""

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Lock
from typing import BinaryIO, NamedTuple

log = logging.getLogger(__name__)

SCRIPT = str(Path(__file__).with_name("open_image.py"))
# Started anew, never forked: other threads of a worker hold locks that no fork would release.
COMMAND = [sys.executable, "-P", SCRIPT]
KEPT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")
"""Of our environment; the rest holds secrets, and a locale that would be loaded for nothing."""

MAX_PIXELS = 50_000_000

PATIENCE = 15
"""Seconds for one picture, the wait for other processes included; that of a thread for others is as
long again."""

_one_at_a_time = Lock()


class Unopened(Exception):
    """A picture that was not opened: none at all, or `too_large` for what one may take."""

    def __init__(self, too_large: bool = False) -> None:
        super().__init__()
        self.too_large = too_large


class Small(NamedTuple):
    """What was made of a picture: its measures as people see it, and a small one as bytes."""

    width: int
    height: int
    content: bytes


def shrink(file: BinaryIO, make: str, most_pixels: int) -> Small:
    """Return the `Small` of a file: a "thumbnail" (PNG) or a "portrait" (JPEG).

    Raises `Unopened` for what is no picture, has more than `most_pixels`, or takes more memory or
    time than there is for one.
    """
    try:
        said, _newline, content = _answer(file, [*COMMAND, make, str(most_pixels)]).partition(b"\n")
    finally:
        file.seek(0)
    words = said.split()
    if words[:1] != [b"ok"]:
        raise Unopened(too_large=said == b"too large")
    return Small(int(words[1]), int(words[2]), content)


def _answer(file: BinaryIO, command: list[str]) -> bytes:
    """Return what the process says of a file. Raises `Unopened` if it says nothing in time."""
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        raise Unopened(too_large=True)
    try:
        with tempfile.TemporaryFile() as copy:
            file.seek(0)
            shutil.copyfileobj(file, copy)
            copy.seek(0)
            known = {name: os.environ[name] for name in KEPT if name in os.environ}
            done = subprocess.run(
                command, stdin=copy, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env=known, timeout=PATIENCE,
            )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Unopened(too_large=True) from None
    except OSError as error:
        log.warning("A picture could not be looked at: %s", error)
        raise Unopened from error
    finally:
        _one_at_a_time.release()
    return b"too large\n" if done.returncode < 0 else done.stdout


def thumbnail_of(file: BinaryIO) -> Small:
    """Return the `Small` of an image file, upright: its measures and a thumbnail as PNG bytes.

    Raises `Unopened` for an image bomb and for what only pretends to be an image.
    """
    return shrink(file, "thumbnail", MAX_PIXELS)
