"""What an uploaded file really is: told by its first bytes. Images are proven in `pictures`."""

from pathlib import PurePath

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "application/ogg"),
)
INLINE = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"})
"""What a browser may show in the page; all else is downloaded."""

NAME_MAX = 150


def type_of(head: bytes) -> str:
    """Return the content type that the first bytes of a file tell."""
    for signature, content_type in SIGNATURES:
        if head.startswith(signature):
            return content_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return "text/plain" if looks_like_text(head) else "application/octet-stream"


def looks_like_text(head: bytes) -> bool:
    """Whether the bytes are UTF-8 text, allowing for a character cut at the end."""
    if b"\x00" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3 and bool(head)
    return True


def clean_name(name: str) -> str:
    """Return a file name without folders, control characters or excess length."""
    base = PurePath(name.replace("\\", "/")).name
    kept = "".join(c for c in base if c.isprintable()).strip(" .") or "file"
    if len(kept) <= NAME_MAX:
        return kept
    suffix = PurePath(kept).suffix[:20]
    return kept[: NAME_MAX - len(suffix)] + suffix
