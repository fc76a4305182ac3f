"""Opens one picture in a process of its own, which a hostile one may exhaust.

A script, run by `core.images`: it loads Pillow and nothing of ours, so that it starts quickly.
Its standard input is the file, its arguments what to make and how many pixels to unpack at most.
It answers with a line, then the bytes of a small picture. Whatever else becomes of it is an answer
too: memory and time are limited.
"""

import fcntl
import io
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, cast

from PIL import ExifTags, Image, ImageOps

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
MEMORY_MAX = 290 << 20
"""Of which 50 million pixels with transparency take 200 MB, Python and Pillow 30."""
SECONDS_MAX = 5
MAX_READS = 50_000
"""A file of a million tiny chunks keeps Pillow busy for a quarter of a minute; an honest picture of
25 MB takes some ten thousand reads."""
BAND = 16
"""Rows that are made at a time: Pillow would first copy the whole of a transparent picture."""


class Patient:
    """A file that is read at most MAX_READS times. Raises `DecompressionBombError` after that."""

    def __init__(self, file: BinaryIO) -> None:
        self.seek, self.tell, self._read, self.reads = file.seek, file.tell, file.read, 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        self.reads += 1
        if self.reads > MAX_READS:
            raise Image.DecompressionBombError
        return self._read(size)


def limit() -> None:
    """Bound what this process takes, and wait until no other one opens a picture.

    It waits for this very file, which all of them can open; where that cannot be done it goes on.
    """
    with suppress(OSError):
        fcntl.flock(os.open(__file__, os.O_RDONLY), fcntl.LOCK_EX)  # held until this process ends
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MAX, MEMORY_MAX))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_MAX, SECONDS_MAX))


def shrunk(image: Image.Image, length: Callable[[tuple[int, int]], int], side: int) -> Image.Image:
    """Return the picture upright, its `length` twice `side` or a little more; RGB, or RGBA.

    No more than a few rows stand in memory twice. Nothing is kept but the pixels.
    """
    orientation = image.getexif().get(ExifTags.Base.Orientation)
    mode = "RGBA" if image.has_transparency_data else "RGB"
    times = max(1, length(image.size) / (2 * side))
    image.draft(None, (max(1, int(image.width / times)), max(1, int(image.height / times))))
    factor = max(1, length(image.size) // (2 * side))
    small = Image.new(mode, (-(-image.width // factor), -(-image.height // factor)))
    for top in range(0, small.height, BAND):
        end = min((top + BAND) * factor, image.height)
        band = image.crop((0, top * factor, image.width, end)).convert(mode)
        small.paste(band.reduce(factor), (0, top))
    small.getexif()[ExifTags.Base.Orientation] = orientation or 1
    upright = ImageOps.exif_transpose(small)
    upright.info.clear()
    return upright


def thumbnail(image: Image.Image, out: BinaryIO) -> None:
    """Write a small picture that fits into a list of files."""
    small = shrunk(image, max, 320)
    small.thumbnail((320, 200))
    small.save(out, "PNG")


def portrait(image: Image.Image, out: BinaryIO) -> None:
    """Write the middle of the picture as a square on white."""
    square = ImageOps.fit(
        shrunk(image, min, 256).convert("RGBA"), (256, 256), Image.Resampling.LANCZOS
    )
    on_white = Image.new("RGB", square.size, "white")
    on_white.paste(square, mask=square.getchannel("A"))
    on_white.save(out, "JPEG", quality=88, optimize=True)


def answer(make: Callable[[Image.Image, BinaryIO], None], most_pixels: int) -> bytes:
    """Return what to answer: "ok", width and height as people see it, and the small picture."""
    image = Image.open(cast(BinaryIO, Patient(sys.stdin.buffer)), formats=FORMATS)
    width, height = image.size
    if width * height > most_pixels:
        raise Image.DecompressionBombError
    if image.getexif().get(ExifTags.Base.Orientation) in (5, 6, 7, 8):  # it lies on its side
        width, height = height, width
    out = io.BytesIO()
    make(image, out)
    return b"ok %d %d\n" % (width, height) + out.getvalue()


def main() -> None:
    """Do what the arguments say. Exits with an error, if at all, for a file that is no picture."""
    make = {"thumbnail": thumbnail, "portrait": portrait}[sys.argv[1]]
    limit()
    try:
        said = answer(make, int(sys.argv[2]))
    except (Image.DecompressionBombError, MemoryError):
        said = b"too large\n"
    sys.stdout.buffer.write(said)


if __name__ == "__main__":
    main()
