"""From whatever somebody uploads to the small square picture that is kept."""

import io
import warnings

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from core.refusals import Refusal

SIDE = 256
BYTES_MAX = 8 * 1024 * 1024
PIXELS_MAX = 40_000_000  # more than any telephone makes; about 160 MB when unpacked
FORMATS = ["JPEG", "PNG", "WEBP", "GIF"]


def portrait(file):
    """Return an uploaded picture as a file of our own: square, small, without what it told.

    It is drawn anew, so that neither its place and camera (EXIF) nor anything hidden in it is kept.
    Raises `Refusal` for what is no picture, is too large, or would unpack to too much.
    """
    if file.size > BYTES_MAX:
        raise Refusal(_("This picture is larger than %d MB.") % (BYTES_MAX >> 20), field="photo")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            square = _square(file)
    except Refusal:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except Exception as error:
        # Pillow raises whatever its parsers stumble over: SyntaxError, struct.error, KeyError …
        words = _("This is no picture we can read. Use a JPEG, PNG, WebP or GIF file.")
        raise Refusal(words, field="photo") from error
    out = io.BytesIO()
    square.save(out, "JPEG", quality=88, optimize=True)
    return ContentFile(out.getvalue())


def _square(file):
    """Return the middle of the picture as an upright RGB square."""
    file.seek(0)
    image = Image.open(file, formats=FORMATS)
    if image.width * image.height > PIXELS_MAX:
        raise _too_many_pixels()
    image.draft("RGB", (2 * SIDE, 2 * SIDE))
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    square = ImageOps.fit(upright, (SIDE, SIDE), Image.Resampling.LANCZOS)
    on_white = Image.new("RGB", square.size, "white")
    on_white.paste(square, mask=square.getchannel("A"))
    return on_white


def _too_many_pixels():
    words = _("This picture has too many pixels: %d million are the most.")
    return Refusal(words % (PIXELS_MAX // 1_000_000), field="photo")
