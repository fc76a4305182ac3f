"""Cutting an email into parts, however its boundaries are broken."""

import pytest

from mail.reader import parse
from tests.mail.reader.build import file, mail, multipart, part

pytestmark = pytest.mark.once

PLAIN = part("hello", "Content-Type: text/plain")
RICH = part("<p>hello <b>you</b></p>", "Content-Type: text/html")


def test_text_and_file():
    """The bytes of a file come out as they went in."""
    found = parse(multipart(PLAIN, file("a.bin", bytes(range(256)))))
    assert found.text == "hello"
    assert [(each.name, each.data) for each in found.attachments] == [("a.bin", bytes(range(256)))]


def test_preamble_and_epilogue_are_nothing():
    """They speak to programs older than MIME."""
    raw = multipart(PLAIN).replace(b"\n--cut\n", b"\nfor old programs\n--cut\n", 1) + b"epilogue"
    assert parse(raw).text == "hello"


def test_never_closed():
    """An email that broke off."""
    assert parse(multipart(PLAIN, file("a.txt", b"x")).replace(b"--cut--", b"")).text == "hello"


def test_another_boundary_than_announced():
    """The boundary that is there counts."""
    found = parse(multipart(PLAIN, RICH).replace(b'boundary="cut"', b'boundary="other"'))
    assert (found.text.split("\n")[0], "wrong boundary" in found.problems) == ("hello", True)


def test_no_boundary_at_all():
    """Then it is one text."""
    found = parse(mail("just words", "Content-Type: multipart/mixed"))
    assert (found.text, found.problems) == ("just words", ("multipart without parts",))


def test_odd_boundaries():
    """Nothing but a hyphen, blanks, an end that looks like a beginning, quotes forgotten."""
    for boundary in ("-", "--", " blank", "a--", "=_?q?", "gr\u00fc"):
        raw = multipart(PLAIN, file("a.txt", b"x"), boundary=boundary)
        assert [each.data for each in parse(raw).attachments] == [b"x"], boundary
    raw = multipart(PLAIN, RICH, boundary="b c").replace(b'"b c"', b"b c;;")
    assert parse(raw).text == "hello\n\nhello you"


def test_blanks_after_a_boundary():
    """Some gateways add them."""
    raw = multipart(PLAIN, RICH).replace(b"--cut\n", b"--cut  \r\n")
    assert parse(raw).text.startswith("hello")


def test_an_inner_multipart_that_is_not_closed():
    """The outer boundary ends it."""
    inner = part(b"--in\n\ndeep", 'Content-Type: multipart/mixed; boundary="in"')
    found = parse(multipart(inner, part("after", "Content-Type: text/plain")))
    assert found.text == "deep\n\nafter"


def test_a_part_without_a_header():
    """It is plain text."""
    assert parse(multipart(b"\nbare")).text == "bare"


def test_a_mail_inside_a_mail_is_a_file():
    """Byte for byte, named by its subject; none of its words are ours."""
    inner = mail("inner words", "Subject: Old offer: 5/6", "From: x@y.example")
    found = parse(multipart(PLAIN, part(inner, "Content-Type: message/rfc822")))
    assert found.text == "hello"
    assert [(each.name, each.data) for each in found.attachments] == [("Old offer 5 6.eml", inner)]


def test_a_digest_holds_mails():
    """Their type need not be said."""
    inner = mail("words", "Subject: one", "From: x@y.example")
    found = parse(multipart(b"\n" + inner, kind="digest"))
    assert [each.name for each in found.attachments] == ["one.eml"]


def test_signed():
    """The signature is a file, the text a text."""
    signature = part("-----BEGIN PGP SIGNATURE-----", "Content-Type: application/pgp-signature")
    found = parse(multipart(PLAIN, signature, kind="signed"))
    assert (found.text, found.attachments[0].name) == ("hello", "attachment.asc")


def element(tag, value):
    """Return an element of DER."""
    size = len(value)
    return bytes([tag, 0x82, size >> 8, size & 255]) + value


@pytest.mark.parametrize("in_chunks", [False, True])
def test_signed_and_packed(in_chunks):
    """The email inside the signature is read; the signature is a file."""
    inner = multipart(PLAIN, file("a.bin", b"x"), fields=())
    octets = element(0x04, inner)
    if in_chunks:
        octets = b"\x24\x80" + element(0x04, inner[:99]) + element(0x04, inner[99:]) + b"\0\0"
    signed, data = (bytes.fromhex(f"06092a864886f70d0107{n}") for n in ("02", "01"))
    packed = element(0x30, signed + element(0xA0, element(0x30, data + element(0xA0, octets))))
    kind = "application/pkcs7-mime; smime-type=signed-data"
    found = parse(file("smime.p7m", packed, kind, "Subject: signed"))
    assert (found.subject, found.text) == ("signed", "hello")
    assert [each.name for each in found.attachments] == ["smime.p7m", "a.bin"]


@pytest.mark.parametrize(
    "data", [b"", b"MII", bytes.fromhex("06092a864886f70d010702"), b"\x30\x80" * 99]
)
def test_what_is_not_signed_stays_a_file(data):
    """Encrypted, or rubbish."""
    found = parse(file("smime.p7m", data, "application/pkcs7-mime"))
    assert (found.text, [each.data for each in found.attachments]) == ("", [data])


def test_related_images_are_inline():
    """They are seen inside the text."""
    page = part('<img src="cid:logo@x">', "Content-Type: text/html")
    logo = part("png", "Content-Type: image/png", "Content-ID: <logo@x>")
    other = part("png", "Content-Type: image/png", "Content-ID: <other@x>")
    found = parse(multipart(page, logo, other, kind="related"))
    assert [(each.content_id, each.inline) for each in found.attachments] == [
        ("logo@x", True),
        ("other@x", False),
    ]
