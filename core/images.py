"""Images: proven by opening them, with a small picture to show; hostile ones are refused."""

import io
from threading import Lock

from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageOps

from core.refusals import Refusal

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
MAX_PIXELS = 50_000_000
MAX_READS = 50_000
"""A file of a million tiny chunks keeps Pillow busy for a quarter of a minute; an honest picture of
25 MB takes some ten thousand reads."""

THUMBNAIL = (320, 200)
ON_ITS_SIDE = (5, 6, 7, 8)
"""The EXIF orientations that swap width and height."""

_one_at_a_time = Lock()


def thumbnail_of(file):
    """Return (width, height, thumbnail as PNG bytes) of an image file, as people see it upright.

    Raises `Refusal` for an image bomb and for what only pretends to be an image. One thread at a
    time: an image of MAX_PIXELS takes 200 MB while it is made small.
    """
    try:
        with _one_at_a_time:
            return _thumbnail(file)
    except (Image.DecompressionBombError, MemoryError):
        raise Refusal(_("This image is too large to be opened safely."), field="files") from None
    except Exception:  # Pillow raises whatever a hostile file provokes: struct.error, KeyError, …
        raise Refusal(_("This file says it is an image, but is none."), field="files") from None
    finally:
        file.seek(0)


def _thumbnail(file):
    """As `thumbnail_of`, with Pillow's own exceptions."""
    image = Image.open(Patient(file), formats=FORMATS)
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise Image.DecompressionBombError
    if image.getexif().get(ExifTags.Base.Orientation) in ON_ITS_SIDE:
        width, height = height, width
    image.thumbnail((max(THUMBNAIL), max(THUMBNAIL)))  # first, so that only a small one is turned
    image = ImageOps.exif_transpose(image)
    image.thumbnail(THUMBNAIL)
    picture = image.convert("RGBA" if image.has_transparency_data else "RGB")
    picture.info.clear()  # neither a colour profile of megabytes nor where the photo was taken
    out = io.BytesIO()
    picture.save(out, "PNG")
    return width, height, out.getvalue()


class Patient:
    """A file that is read at most MAX_READS times. Raises `DecompressionBombError` after that."""

    def __init__(self, file):
        self.seek, self.tell, self._read, self.reads = file.seek, file.tell, file.read, 0
        self.seek(0)

    def read(self, size=-1):
        """Return the next bytes."""
        self.reads += 1
        if self.reads > MAX_READS:
            raise Image.DecompressionBombError
        return self._read(size)
