"""Header blocks that editors, gateways and mailbox files have spoiled."""

import pytest

from mail.reader import parse

pytestmark = pytest.mark.once

SPOILED = [
    b"From sarah@acme.example Mon Jan  1 00:00:00 2024\n",
    b">From sarah@acme.example Mon Jan  1 00:00:00 2024\n",
    b"\xef\xbb\xbf",
    b"\n\r\n",
    b"some rubbish\n",
    b"220 ready\nsome rubbish\n\n",
]


@pytest.mark.parametrize("before", SPOILED)
def test_what_stands_before_the_header_is_skipped(before):
    """A mailbox's line, a mark of an editor, blank lines, rubbish."""
    mail = parse(before + b"Subject: hello\nFrom: s@a.example\n\nbody")
    assert (mail.subject, mail.from_email, mail.text) == ("hello", "s@a.example", "body")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r", b"\r\r\n"])
def test_ends_of_lines(end):
    """Of Unix, of the standard, of old Macs, and of a broken gateway."""
    lines = [b"Subject: one", b" two", b"From: s@a.example", b"", b"first", b"second"]
    mail = parse(end.join(lines))
    assert (mail.subject, mail.from_email) == ("one two", "s@a.example")
    assert mail.text.split() == ["first", "second"]


def test_a_continuation_that_lost_its_blank():
    """It belongs to the line before it, since the header goes on after it."""
    mail = parse(b"Subject: one\ntwo three\nFrom: s@a.example\n\nbody")
    assert (mail.subject, mail.from_email, mail.text) == ("one two three", "s@a.example", "body")
    assert "continuation without a blank" in mail.problems


def test_a_body_without_a_blank_line_before_it():
    """Nothing that is a field follows: the words are the body's."""
    mail = parse(b"From: s@a.example\nSubject: one\nhello there\n\nmore")
    assert (mail.subject, mail.text) == ("one", "hello there\n\nmore")
    assert "no blank line after the header" in mail.problems


def test_a_line_of_blanks_ends_the_header():
    """Where no field follows."""
    mail = parse(b"Subject: one\n \nhello")
    assert (mail.subject, mail.text) == ("one", "hello")


def test_the_first_field_is_indented():
    """A blank that a paste brought along."""
    assert parse(b" From: s@a.example\nSubject: one\n\n").from_email == "s@a.example"


def test_all_fields_in_their_order():
    """For the view of the original."""
    mail = parse(b"Received: b\nReceived: a\nX-Odd: =?utf-8?Q?=C3=BC?=\n\n")
    assert mail.headers == (("Received", "b"), ("Received", "a"), ("X-Odd", "ü"))


IDS = [
    (b"Message-ID: <a@b>", "a@b"),
    (b"Message-ID:\n <a@b>", "a@b"),
    (b"Message-ID: junk <a@b> junk", "a@b"),
    (b"Message-ID: a@b", "a@b"),
    (b"Message-ID: [abc]", "[abc]"),
    (b"Message-ID: <>", ""),
    (b"Message-ID:", ""),
]


@pytest.mark.parametrize(("header", "found"), IDS)
def test_message_id(header, found):
    """Without its brackets."""
    assert parse(header + b"\n\n").message_id == found


def test_what_it_answers():
    """A phrase is no ID; each reference counts once."""
    mail = parse(
        b'In-Reply-To: Your message of "Mon, 1 Jan 2001" <q@x>\n'
        b"References: <a@x> <b@x>\n\t<a@x>,<c@x>\n\n"
    )
    assert mail.in_reply_to == "q@x"
    assert mail.references == ("a@x", "b@x", "c@x")
