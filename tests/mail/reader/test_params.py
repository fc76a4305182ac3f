"""Names of files, in every way they were written."""

import pytest

from mail.reader import names, params, parse

pytestmark = pytest.mark.once

NAMES = [
    (b'attachment; filename="report.pdf"', "report.pdf"),
    (b"attachment; filename=my report.pdf", "my report.pdf"),
    (b'attachment; filename="a;b.txt"; size=3', "a;b.txt"),
    (b'attachment; filename="never closed.txt', "never closed.txt"),
    (b"attachment; filename*=utf-8''gr%C3%BC%C3%9F.txt", "grüß.txt"),
    (b"attachment; filename*=\"utf-8''gr%C3%BC%C3%9F.txt\"", "grüß.txt"),
    (b"attachment; filename*=iso-8859-1'de'gr%FC%DF.txt", "grüß.txt"),
    (b'attachment; filename*1="b.txt"; filename*0="a"', "ab.txt"),
    (b"attachment; filename*0*=utf-8''a%C3; filename*1*=%BC; filename*2=.txt", "aü.txt"),
    (b"attachment; filename=\"old.txt\"; filename*=utf-8''new.txt", "new.txt"),
    (b'attachment; filename="=?utf-8?B?Z3LDvMOfLnR4dA==?="', "grüß.txt"),
    (b"attachment; filename==?utf-8?Q?gr=C3=BC.txt?=", "grü.txt"),
    (b'attachment; filename*0="=?utf-8?Q?=E2=9C"; filename*1="=93.txt?="', "✓.txt"),
    (b"attachment; filename=gr\xc3\xbc.txt", "grü.txt"),
    (b"attachment; filename=gr\xfc.txt", "grü.txt"),
    (b'attachment; filename="C:\\Users\\x\\a.txt"', "a.txt"),
    (b'attachment; filename="../../etc/passwd"', "passwd"),
    (b'attachment; filename="a\0b.txt"', "ab.txt"),
    ('attachment; filename="gpj\u202egnp.exe"'.encode(), "gpjgnp.exe"),
    (b'attachment; filename=".."', ""),
    (b'attachment; name="a.txt"', "a.txt"),
    (b"filename=a.txt", "a.txt"),
]


@pytest.mark.parametrize(("value", "name"), NAMES)
def test_name(value, name):
    """The last part of what the sender said."""
    _, found = params.read_disposition(value)
    assert names.safe_name(found.get("filename") or found.get("name") or "") == name


def test_a_long_name_keeps_its_ending():
    """The ending says what a file is."""
    name = names.safe_name("x" * 5000 + ".pdf")
    assert len(name) <= names.LONGEST
    assert name.endswith(".pdf")


TYPES = [
    (b"text/html; charset=utf-8", ("text/html", {"charset": "utf-8"})),
    (b"TEXT/Plain", ("text/plain", {})),
    (b"text", ("text/plain", {})),
    (b"", ("text/plain", {})),
    (b"; charset=utf-8", ("text/plain", {"charset": "utf-8"})),
    (b'text/plain; charset="utf-8', ("text/plain", {"charset": "utf-8"})),
    (b"image/png; name=a.png; name=b.png", ("image/png", {"name": "a.png"})),
]


@pytest.mark.parametrize(("value", "found"), TYPES)
def test_type(value, found):
    """A type, and its parameters by name."""
    assert params.read_content_type(value) == found


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("image/jpeg", "image.jpg"),
        ("application/pdf", "attachment.pdf"),
        ("text/calendar", "calendar.ics"),
        ("application/x-nothing", "attachment.bin"),
    ],
)
def test_a_file_without_a_name_gets_one(kind, name):
    """A file must be called something."""
    raw = f"Content-Type: {kind}\nContent-Disposition: attachment\n\ndata".encode()
    assert [each.name for each in parse(raw).attachments] == [name]
