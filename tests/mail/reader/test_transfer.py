"""Encodings for the way, and what happens to them on the way."""

import base64
import binascii

import pytest

from mail.reader import parse, transfer
from tests.mail.reader.build import file, mail, multipart

pytestmark = pytest.mark.once

TEXT = b"hello there, this is a rather long line of base64 that is broken in two"
GOOD = base64.encodebytes(TEXT)

BASE64 = [
    (GOOD, TEXT),
    (GOOD.rstrip(b"=\n"), TEXT),
    (GOOD.replace(b"\n", b"\r\n \t"), TEXT),
    (b"!" + GOOD[:20] + b"*~" + GOOD[20:], TEXT),
    (b"QQ==\nQUI=\nQUJD", b"AABABC"),
    (b"QUJDR", b"ABC"),
    (b"", b""),
]


@pytest.mark.parametrize(("data", "found"), BASE64)
def test_base64(data, found):
    """Lenient: rubbish, lost padding, padding in between."""
    assert transfer.decode_transfer(data, b"BASE64 ")[0] == found


def test_text_after_base64_is_kept():
    """A mailing list's footer, added by a program that did not look."""
    raw = mail(
        GOOD + b"_____\nfooter of a list\n",
        "Content-Type: text/plain",
        "Content-Transfer-Encoding: base64",
    )
    found = parse(raw)
    assert "footer of a list" in found.text
    assert found.text.startswith("hello there")
    assert found.problems == ("text after base64",)


def test_text_that_only_calls_itself_base64():
    """It is shown as it stands."""
    raw = mail("Dear all,\nsee you soon!\n", "Content-Transfer-Encoding: base64")
    assert parse(raw).text == "Dear all,\nsee you soon!"


QUOTED = [
    (b"gr=C3=BC=C3=9Fe", "grüße"),
    (b"gr=c3=bc", "grü"),
    (b"soft=\nline", "softline"),
    (b"soft= \r\nline", "softline"),
    (b"100=% = =ZZ", "100=% = =ZZ"),
    (b"ends in =", "ends in"),
]


@pytest.mark.parametrize(("data", "text"), QUOTED)
def test_quoted_printable(data, text):
    """What is no code stays what it is."""
    raw = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
    assert parse(raw + b"Quoted-Printable\n\n" + data).text.strip() == text


def uuencoded(name, data):
    """Return a file as people put it into texts in 1994."""
    lines = [binascii.b2a_uu(data[i : i + 45]) for i in range(0, len(data), 45)]
    return b"begin 644 " + name + b"\n" + b"".join(lines) + b"`\nend\n"


def test_uuencoded_files_are_taken_out_of_the_text():
    """Their bytes and names; the words around them stay."""
    data = bytes(range(256)) * 3
    body = b"before\n" + uuencoded(b"a.gif", data) + b"after\n" + uuencoded(b"b c.txt", b"x")
    found = parse(b"From: s@a.example\n\n" + body)
    assert [(each.name, each.data) for each in found.attachments] == [
        ("a.gif", data),
        ("b c.txt", b"x"),
    ]
    assert found.text.split() == ["before", "after"]


def test_a_uuencoded_file_that_breaks_off_or_is_spoiled():
    """It goes as far as it is whole; one spoiled line costs that line."""
    data = bytes(range(256))
    whole = uuencoded(b"a.gif", data)
    found = parse(b"From: s@a.example\n\n" + whole.replace(b"`\nend\n", b"\n-- \nBob"))
    assert (found.attachments[0].data, found.text.split()) == (data, ["--", "Bob"])
    spoiled = whole.replace(b"\n`\n", b"\nthis line is junk, somehow\n`\n")
    assert parse(b"From: s@a.example\n\n" + spoiled).attachments[0].data == data


def test_prose_that_looks_uuencoded():
    """ "begin 644 words" and "end" on lines of their own are no file."""
    body = "begin 644 thoughts\nThese are plain words.\nend\n"
    found = parse(mail(body, "From: s@a.example"))
    assert (found.text, found.attachments) == (body.strip(), ())


def test_uuencode_as_a_transfer_encoding():
    """Before base64 had won."""
    part = b"Content-Type: image/gif; name=a.gif\nContent-Transfer-Encoding: x-uuencode\n\n"
    found = parse(multipart(part + uuencoded(b"a.gif", b"GIF89a")))
    assert found.attachments[0].data == b"GIF89a"


def test_an_unknown_encoding_is_said():
    """The bytes are given as they are."""
    part = file("a.bin", b"x").replace(b"base64", b"x-secret")
    assert "unknown transfer encoding" in parse(multipart(part)).problems
