"""Outlook's envelope, built here byte by byte."""

import struct

import pytest

from mail.reader import parse, rtf
from tests.mail.reader.build import file, multipart, part

pytestmark = pytest.mark.once

PLAIN = part("", "Content-Type: text/plain")


def attribute(level, identity, value):
    """Return one attribute of the stream."""
    checksum = sum(value) & 0xFFFF
    return struct.pack("<BII", level, identity, len(value)) + value + struct.pack("<H", checksum)


def prop(kind, identity, value):
    """Return a property of text or bytes, padded."""
    padded = value + b"\0" * (-len(value) % 4)
    return struct.pack("<HHII", kind, identity, 1, len(value)) + padded


def props(*found):
    """Return a list of properties."""
    return struct.pack("<I", len(found)) + b"".join(found)


def envelope(*attributes):
    """Return a whole winmail.dat."""
    return b"\x78\x9f\x3e\x22\x01\x00" + b"".join(attributes)


NAME = prop(0x1F, 0x3707, "Übersicht.pdf\0".encode("utf-16-le"))
LOGO = prop(0x1E, 0x3712, b"logo@x\0")
FILE = [
    attribute(2, 0x00069002, b"\0" * 14),
    attribute(2, 0x00018010, b"BERSIC~1.PDF\0"),
    attribute(2, 0x0006800F, b"%PDF bytes"),
    attribute(2, 0x00069005, props(struct.pack("<HHI", 3, 0x3705, 1), NAME, LOGO)),
]
CODEPAGE = attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
BODY = attribute(1, 0x0002800C, "Grüße\r\n".encode("cp1252"))


def sent(data):
    """Return the email with this winmail.dat, read."""
    return parse(multipart(PLAIN, file("winmail.dat", data, "application/ms-tnef")))


def test_text_and_files_come_out():
    """The long name, not the short one."""
    found = sent(envelope(CODEPAGE, BODY, *FILE))
    assert found.text == "Grüße"
    (only,) = found.attachments
    assert (only.name, only.data, only.content_id) == ("Übersicht.pdf", b"%PDF bytes", "logo@x")
    assert only.content_type == "application/pdf"


def test_html_in_properties():
    """It becomes the email's HTML."""
    page = "<p>Grüße</p>".encode()
    found = sent(envelope(attribute(1, 0x00069003, props(prop(0x102, 0x1013, page)))))
    assert (found.html, found.text, found.attachments) == ("<p>Grüße</p>", "Grüße", ())


def test_rich_text_in_properties():
    """Unpacked, and read without its commands."""
    source = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}Gr\'fc\u223?e\par {\b bold}}"
    packed = struct.pack("<II4sI", len(source) + 12, len(source), b"MELA", 0) + source
    found = sent(envelope(attribute(1, 0x00069003, props(prop(0x102, 0x1009, packed)))))
    assert found.text == "Grüße\nbold"


def test_what_breaks_off_stays_a_file_too():
    """What came before the break is shown, and nothing is lost."""
    whole = envelope(BODY, *FILE, attribute(1, 0x00069007, b"\0" * 300))
    found = sent(whole[:-100])
    assert found.text == "Grüße"
    assert [each.name for each in found.attachments] == ["Übersicht.pdf", "winmail.dat"]
    assert found.problems == ("broken winmail.dat",)


@pytest.mark.parametrize(
    "data", [b"", b"no such thing", b"\x78\x9f\x3e\x22", envelope(b"\xff" * 40)]
)
def test_what_is_no_envelope_stays_a_file(data):
    """Its bytes as they came."""
    found = sent(data)
    assert all(each.data == data for each in found.attachments)


def test_packed_rich_text():
    """A run that repeats what stands before it, in a ring of 4096 bytes."""
    start = 207  # where the ring goes on after the words that everybody knows
    pair = (start << 4) | (4 - 2)  # four bytes from where "abcd" was put
    stop = ((start + 8) % 4096) << 4
    stream = bytes([0b00110000]) + b"abcd" + struct.pack(">HH", pair, stop)
    packed = struct.pack("<II4sI", len(stream) + 12, 8, b"LZFu", 0) + stream
    assert rtf.unpack_rtf(packed) == b"abcdabcd"


def test_html_packed_into_rich_text():
    """The tags are hidden, and what stands in for them."""
    source = (
        rb"{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Hello"
        rb"\htmlrtf\par}\htmlrtf0 {\*\htmltag72 </p>}}"
    )
    assert rtf.rtf_to_text(source) == "Hello"
