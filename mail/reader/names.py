"""Names of files: the sender's, made harmless, or one of our own."""

import mimetypes
import re

LONGEST = 200

_FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+"
)
_PATH = re.compile(r"[/\\]")
ENDINGS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
    "text/x-vcard": ".vcf",
    "text/rtf": ".rtf",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/pjpeg": ".jpg",
    "application/octet-stream": ".bin",
    "application/ms-tnef": ".dat",
    "application/pgp-signature": ".asc",
    "application/pgp-encrypted": ".asc",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "application/x-pkcs7-mime": ".p7m",
    "message/rfc822": ".eml",
    "message/global": ".eml",
    "message/delivery-status": ".txt",
    "message/disposition-notification": ".txt",
    "message/feedback-report": ".txt",
    "text/rfc822-headers": ".txt",
}


# Not the module's own functions: they read files of the machine, and differ from one to the next.
KNOWN = mimetypes.MimeTypes()


def type_of_name(name: str) -> str:
    """Return the content type that the ending of a name stands for."""
    return KNOWN.guess_type(name)[0] or "application/octet-stream"


def safe_name(name: str) -> str:
    """Return the last part of the sender's name, without characters that deceive or break."""
    name = _FORBIDDEN.sub("", name).replace("\ufffd", "_")
    name = _PATH.split(name.rstrip("/\\ "))[-1].strip(" \t'\"<>")
    if not name.strip("."):
        return ""
    if len(name) > LONGEST:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[: LONGEST - 20]}{dot}{ending[:19]}" if dot else name[:LONGEST]
    return name


def made_up_name(kind: str, subject: str = "") -> str:
    """Return a name for a file of this type that came without one."""
    ending = ENDINGS.get(kind) or KNOWN.guess_extension(kind, strict=False) or ".bin"
    stem = safe_name(re.sub(r"[\s/\\:*?\"<>|]+", " ", subject[:300]))[:80].strip(" .")
    main = "report" if kind.endswith("-status") else kind.partition("/")[0]
    if not stem and kind == "text/calendar":
        stem = "calendar"
    if not stem:
        stem = (
            main
            if main in ("image", "message", "text", "report", "audio", "video")
            else "attachment"
        )
    return stem + ending
