"""From whatever somebody uploads to the small square picture that is kept."""

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from core.images import Unopened, shrink
from core.refusals import Refusal

BYTES_MAX = 8 * 1024 * 1024
PIXELS_MAX = 40_000_000  # more than any telephone makes


def portrait(file):
    """Return an uploaded picture as a file of our own: square, small, without what it told.

    It is drawn anew, so that neither its place and camera (EXIF) nor anything hidden in it is kept.
    Raises `Refusal` for what is no picture, is too large, or would unpack to too much.
    """
    if file.size > BYTES_MAX:
        raise Refusal(_("This picture is larger than %d MB.") % (BYTES_MAX >> 20), field="photo")
    try:
        return ContentFile(shrink(file, "portrait", PIXELS_MAX).content)
    except Unopened as error:
        words = _(
            "This picture cannot be read, or is too large. Use a JPEG, PNG, WebP or GIF file."
        )
        if error.too_large:
            words = _("This picture has too many pixels; the limit is %d million.")
            words %= PIXELS_MAX // 1_000_000
        raise Refusal(words, field="photo") from error
