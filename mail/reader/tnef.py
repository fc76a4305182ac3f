"""winmail.dat: Outlook's format that contains an email's text and its files (TNEF).

A stream of attributes, some of which contain lists of properties. Every length is checked against
the bytes that are there; of a stream that breaks off, the part before the break is used.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import charsets
from . import tnef_properties as properties
from .tnef_properties import Properties

SIGNATURE = b"\x78\x9f\x3e\x22"
MOST_FILES = 500
MOST_ATTRIBUTES = 20_000

BODY = 0x0002800C
BODY_IN_PROPERTIES = 0x00069003
CODEPAGE = 0x00069007
NEW_FILE = 0x00069002
FILE_DATA = 0x0006800F
FILE_TITLE = 0x00018010
FILE_PROPERTIES = 0x00069005


@dataclass(slots=True)
class TnefFile:
    """A file as it stands in the stream."""

    name: str = ""
    data: bytes | None = None
    content_type: str = ""
    content_id: str = ""


@dataclass(slots=True)
class Envelope:
    """What a stream holds: texts, files, and whether it breaks off."""

    text: str = ""
    html: bytes = b""
    rtf: bytes = b""
    files: list[TnefFile] = field(default_factory=list)
    charset: str = "cp1252"
    is_broken: bool = False


def read_tnef(data: bytes) -> Envelope | None:
    """Return the `Envelope` of these bytes, or None if they are no TNEF."""
    if not data.startswith(SIGNATURE):
        return None
    envelope = Envelope()
    for identity, value in read_attributes(data, envelope):
        try:
            take_attribute(envelope, identity, value)
        except (struct.error, ValueError, IndexError):
            envelope.is_broken = True
    envelope.files = [file for file in envelope.files if file.data is not None]
    return envelope


def read_attributes(data: bytes, envelope: Envelope) -> Iterator[tuple[int, bytes]]:
    """Yield (identity, bytes) of every attribute."""
    place = 6
    for _ in range(MOST_ATTRIBUTES):
        if len(data) - place < 9:
            break
        level, identity, size = struct.unpack_from("<BII", data, place)
        if level not in (1, 2) or place + 9 + size > len(data):
            envelope.is_broken = True
            break
        yield identity, data[place + 9 : place + 9 + size]
        place += 9 + size + 2


def take_attribute(envelope: Envelope, identity: int, value: bytes) -> None:
    """Add one attribute to the envelope."""
    if identity == NEW_FILE and len(envelope.files) < MOST_FILES:
        envelope.files.append(TnefFile())
    elif identity == CODEPAGE:
        envelope.charset = f"cp{struct.unpack_from('<I', value)[0]}"
    elif identity == BODY:
        envelope.text = stream_text(envelope, value)
    elif identity == BODY_IN_PROPERTIES:
        take_body(envelope, properties.read_properties(value))
    elif envelope.files:
        take_file(envelope, envelope.files[-1], identity, value)


def stream_text(envelope: Envelope, value: bytes) -> str:
    """Return the text of bytes in the stream's own charset."""
    return charsets.decode_text(value.rstrip(b"\0"), envelope.charset)[0]


def property_text(envelope: Envelope, found: Properties, *identities: int) -> str:
    """Return the first of these properties as text, or ""."""
    for identity in identities:
        kind, value = found.get(identity, (0, b""))
        if kind == properties.UNICODE:
            return charsets.safe_text(value.decode("utf-16-le", "replace"))
        if value:
            return stream_text(envelope, value)
    return ""


def take_body(envelope: Envelope, found: Properties) -> None:
    """Add the properties of the message itself."""
    envelope.text = envelope.text or property_text(envelope, found, properties.BODY)
    kind, html = found.get(properties.HTML, (0, b""))
    if kind == properties.UNICODE:
        html = html.decode("utf-16-le", "replace").encode("utf-8", "replace")
    envelope.html = html.rstrip(b"\0")
    envelope.rtf = found.get(properties.RTF, (0, b""))[1]


def take_file(envelope: Envelope, file: TnefFile, identity: int, value: bytes) -> None:
    """Add an attribute to the file it belongs to."""
    if identity == FILE_DATA:
        file.data = value
    elif identity == FILE_TITLE:
        file.name = file.name or stream_text(envelope, value)
    elif identity == FILE_PROPERTIES:
        found = properties.read_properties(value)
        named = property_text(
            envelope, found, properties.LONG_NAME, properties.NAME, properties.TITLE
        )
        file.name = named or file.name
        file.content_type = property_text(envelope, found, properties.MIME_TYPE)
        file.content_id = property_text(envelope, found, properties.CONTENT_ID)
        kind, data = found.get(properties.DATA, (0, b""))
        if data and file.data is None:
            file.data = data[16:] if kind == properties.OBJECT else data
