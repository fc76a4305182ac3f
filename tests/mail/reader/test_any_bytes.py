"""Properties: of any bytes at all, of mutated emails, and of what Python's own package writes."""

import dataclasses
import random
import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mail.reader import parse, reading

pytestmark = pytest.mark.once

SAMPLES = sorted((Path(__file__).parent.parent / "samples").glob("*.eml"))
FORBIDDEN = re.compile("[\ud800-\udfff\0]")
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")

PIECES = [
    b"Subject: ", b"From: ", b"To: ", b"Date: ", b"Content-Type: ", b"multipart/mixed; boundary=b",
    b"text/html; charset=", b"message/rfc822", b"application/ms-tnef", b"text/calendar", b"utf-16",
    b"utf-7", b"iso-2022-jp", b"Content-Transfer-Encoding: base64", b"quoted-printable", b"\n",
    b"\r\n", b"\n\n", b"--b", b"--b--", b"=?utf-8?B?", b"=?utf-8?Q?", b"?=", b"=F0=9F", b"+2AA-",
    b"\xed\xa0\x80", b"\xff\xfe", b"\0", b"<", b">", b'"', b"(", b",", b";", b":", b"\x1b$B",
    b"begin 644 x\n", b"#0V%T\n", b"end\n", b"filename*0*=utf-8''%", b"a@b.example", b"hello",
    b"\x78\x9f\x3e\x22\x01\x00", b"<div>", b"<!--", b"</style>", b"BEGIN:VEVENT\nDTSTART:2026",
]  # fmt: skip


def strings(value):
    """Yield every text in an email."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from strings(each)
    elif dataclasses.is_dataclass(value):
        for each in dataclasses.fields(value):
            yield from strings(getattr(value, each.name))


def check(raw):
    """Read it, without the net under `parse`, and look at every text of it."""
    found = reading.read_email(raw)
    assert not any(map(FORBIDDEN.search, strings(found)))
    assert not CONTROLS.search(found.subject + found.from_name + found.from_email)
    assert found.date is None or found.date.tzinfo
    assert all(each.name and not CONTROLS.search(each.name) for each in found.attachments)
    hash(found)
    return found


@settings(deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes(raw):
    """They are no email, and that is no error."""
    check(raw)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=8), max_size=60).map(b"".join))
def test_any_heap_of_pieces_of_mail(raw):
    """They nearly are one."""
    check(raw)


def mutate(raw, chance):
    """Return the email with some bytes changed, lost, doubled, or mixed with another's pieces."""
    raw = bytearray(raw)
    for _ in range(chance.randint(1, 12)):
        place, way = chance.randrange(len(raw) + 1), chance.random()
        if way < 0.3:
            raw[place : place + 1] = bytes([chance.randrange(256)])
        elif way < 0.5:
            del raw[place : place + chance.randint(1, 200)]
        elif way < 0.8:
            raw[place:place] = chance.choice(PIECES)
        else:
            start = chance.randrange(len(raw) + 1)
            raw[place:place] = raw[start : start + chance.randint(1, 300)]
    return bytes(raw)


@pytest.mark.slow
def test_five_thousand_mutations():
    """Each with its own seed, so that one that fails can be tried again."""
    samples = [path.read_bytes() for path in SAMPLES]
    assert len(samples) >= 10
    for seed in range(5_000):
        chance = random.Random(seed)
        check(mutate(chance.choice(samples), chance))


NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=20)
LINES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=60)
TEXTS = st.lists(LINES, min_size=1, max_size=8).map("\n".join)


@settings(deadline=None)
@given(NAMES, NAMES, TEXTS, TEXTS, NAMES, st.binary(max_size=300))
def test_what_python_writes_is_read_back(subject, sender, text, rich, name, data):
    """Subject, names, both texts, a file: all exactly as they were."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = f'"{sender}" <s@a.example>'
    message.set_content(f"Hello\n{text}")
    message.add_alternative(f"<p>{rich}</p>", subtype="html")
    message.add_attachment(data, maintype="application", subtype="x-own", filename=f"{name}.own")
    found = check(message.as_bytes())
    assert (found.subject, found.from_name) == (subject, sender)
    assert found.text == f"Hello\n{text}".strip("\n")
    assert found.html.rstrip("\n") == f"<p>{rich}</p>"
    assert [(each.name, each.data) for each in found.attachments] == [(f"{name}.own", data)]
    assert found.problems == ()


@pytest.mark.parametrize(
    "value", [b"", bytearray(b"Subject: x\n\n"), memoryview(b"Subject: x\n\n")]
)
def test_whatever_holds_bytes(value):
    """The database and a socket give different things."""
    assert parse(value).subject in ("", "x")


def test_what_nobody_thought_of(monkeypatch):
    """A fault of ours costs the parts, never the email."""

    def fail(*args):
        raise RecursionError

    monkeypatch.setattr("mail.reader.bodies.read_content", fail)
    found = parse(b"Subject: x\nFrom: s@a.example\n\nthe words")
    assert (found.subject, found.from_email) == ("x", "s@a.example")
    assert "the words" in found.text
    assert found.problems == ("unreadable: RecursionError",)
