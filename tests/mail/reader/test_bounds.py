"""Hostile emails: an answer, a word on what was cut, and work that grows with the size only."""

import sys

import pytest

from mail.reader import (
    addresses,
    ids,
    parse,
    parts,
)
from tests.mail.reader.build import mail

pytestmark = pytest.mark.once

FIELDS = ("From: s@a.example", "Subject: odd")


def nest(depth):
    """Return an email of multiparts inside each other."""
    opened = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth)
    )
    return b"From: s@a.example\nSubject: odd\n" + opened + b"\ndeep"


def cut_up(count):
    """Return an email of many small parts."""
    return mail(
        b"--b\n\nhi\n" * count + b"--b--", *FIELDS, "Content-Type: multipart/mixed; boundary=b"
    )


HOSTILE = [
    (cut_up(10_000), "parts cut"),
    (nest(2_000), "nested too deep"),
    (
        mail("", *FIELDS, "References: " + " ".join(f"<{n}@x>" for n in range(100_000))),
        "references cut",
    ),
    (
        mail("", *FIELDS, "To: " + ", ".join(f"u{n}@x.example" for n in range(20_000))),
        "addresses cut",
    ),
    (mail("", *FIELDS, "X-Large: " + "x" * 1_000_000), "header cut"),
    (mail("", *FIELDS, *["X-Many: y"] * 50_000), "header fields cut"),
    (mail("<div>" * 600_000, *FIELDS, "Content-Type: text/html"), "html cut"),
]


@pytest.mark.parametrize(("raw", "problem"), HOSTILE, ids=[problem for _, problem in HOSTILE])
def test_cut_and_said(raw, problem):
    """The email is read as far as anybody would read it."""
    found = parse(raw)
    assert (found.from_email, found.subject) == ("s@a.example", "odd")
    assert problem in found.problems


def test_what_is_kept_of_much():
    """The first reference and the last hundred; so many parts and addresses and no more."""
    references = " ".join(f"<{n}@x>" for n in range(100_000))
    found = parse(mail("", f"References: {references}"))
    assert found.references[0] == "0@x"
    assert found.references[-1] == "99999@x" or len(references) > ids.MOST_BYTES
    assert len(found.references) == ids.MOST_KEPT + 1
    assert len(parts.Splitter(cut_up(10_000)).split()) == parts.MOST_PARTS
    many = b", ".join(b"u%d@x.example" % n for n in range(20_000))
    assert len(addresses.read_addresses(many)[0]) == addresses.MOST_ADDRESSES


def calls(function, *args):
    """Return how many lines of Python a call runs: its work, whatever the clock says."""
    count = 0

    def trace(frame, event, _):
        nonlocal count
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(*args)
    finally:
        sys.settrace(before)
    return count


GROWING = {
    "boundaries": lambda n: cut_up(n),
    "depth": nest,
    "hyphens": lambda n: mail(b"--\n--x\n" * n, "Content-Type: multipart/mixed; boundary=b"),
    "tags": lambda n: mail("<div><p>x" * n, "Content-Type: text/html"),
    "open tags": lambda n: mail("<div " * n, "Content-Type: text/html"),
    "open styles": lambda n: mail("<style>" * n, "Content-Type: text/html"),
    "open comments": lambda n: mail("<!-- " * n, "Content-Type: text/html"),
    "quotes": lambda n: mail("<blockquote>" * n, "Content-Type: text/html"),
    "brackets": lambda n: mail("", "To: " + "<@a," * n),
    "parentheses": lambda n: mail("", "To: " + "(" * n),
    "backslashes": lambda n: mail("", 'To: "' + '\\"' * n),
    "words": lambda n: mail("", "Subject: " + "=?utf-8?Q?a?= " * n),
    "open words": lambda n: mail("", "Subject: " + "=?a?q?" * n),
    "parameters": lambda n: mail("", "Content-Type: text/plain" + "; a=b" * n),
    "begins": lambda n: mail("begin 644 x\n" * n + "end\n"),
    "ids": lambda n: mail("", "References: " + "< <" * n),
    "flowed": lambda n: mail("> x \n>> y \n" * n, "Content-Type: text/plain; format=flowed"),
}


@pytest.mark.parametrize("shape", GROWING)
def test_work_grows_with_the_size(shape):
    """Ten times the email, at most some fifteen times the work: never a hundred times."""
    small, large = GROWING[shape](200), GROWING[shape](2_000)
    assert calls(parse, large) < 15 * calls(parse, small) + 5_000
