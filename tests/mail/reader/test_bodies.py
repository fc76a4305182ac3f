"""Which parts are words, and which words are shown."""

import pytest

from mail.reader import parse
from tests.mail.reader.build import mail, multipart, part

pytestmark = pytest.mark.once

PLAIN = part("hello you", "Content-Type: text/plain")
RICH = part("<p>hello <b>you</b></p>", "Content-Type: text/html")
FOOTER = part("a list's footer", "Content-Type: text/plain")


def test_alternative():
    """One text in two forms."""
    found = parse(multipart(PLAIN, RICH, kind="alternative"))
    assert (found.text, found.html) == ("hello you", "<p>hello <b>you</b></p>")


def test_alternative_of_nothing_but_html():
    """The text is made of it."""
    assert parse(multipart(RICH, kind="alternative")).text == "hello you"


def test_alternative_with_an_empty_text():
    """Some programs leave it empty: the words are in the HTML."""
    empty = part(" \n", "Content-Type: text/plain")
    assert parse(multipart(empty, RICH, kind="alternative")).text == "hello you"


def test_both_forms_get_what_stands_in_one():
    """A footer that a list adds is seen in either view."""
    inner = multipart(PLAIN, RICH, kind="alternative", boundary="in", fields=())
    found = parse(multipart(inner, FOOTER))
    assert found.text == "hello you\n\na list's footer"
    assert found.html == "<p>hello <b>you</b></p>\n<pre>a list&#x27;s footer</pre>"


def test_the_same_words_twice_are_said_once():
    """A program that writes mixed where it means alternative."""
    found = parse(multipart(PLAIN, RICH))
    assert (found.text, found.html.strip()) == ("hello you", "<p>hello <b>you</b></p>")


def test_several_texts():
    """All of them, in their order; none of them is HTML."""
    found = parse(multipart(PLAIN, FOOTER))
    assert (found.text, found.html) == ("hello you\n\na list's footer", "")


def test_words_around_a_file():
    """As a Mac sends them: HTML, a file, HTML."""
    pdf = part("%PDF", 'Content-Type: application/pdf; name="a.pdf"')
    rest = part("<p>and so on</p>", "Content-Type: text/html")
    inner = multipart(RICH, pdf, rest, boundary="in", fields=())
    found = parse(multipart(PLAIN, inner, kind="alternative"))
    assert found.text == "hello you"
    assert found.html == "<p>hello <b>you</b></p>\n<p>and so on</p>"
    assert [each.name for each in found.attachments] == ["a.pdf"]


def test_a_text_with_a_name_is_a_file():
    """And an empty text without one is nothing."""
    named = part("log", 'Content-Type: text/plain; name="a.log"')
    nothing = part("", "Content-Type: text/plain")
    found = parse(multipart(PLAIN, named, nothing))
    assert (found.text, [each.name for each in found.attachments]) == ("hello you", ["a.log"])


def test_nothing_but_a_text_with_a_name():
    """Some programs name the very letter: it is read, and stays a file."""
    letter = part("Dear all", 'Content-Type: text/plain; name="letter.txt"')
    found = parse(multipart(letter))
    assert (found.text, [each.name for each in found.attachments]) == ("Dear all", ["letter.txt"])


def test_flowed():
    """Soft line ends go, quotes stay apart, the signature's mark is none."""
    raw = mail(
        "One \nlong line\n> quoted \n> twice\n-- \nSarah",
        "Content-Type: text/plain; format=flowed",
    )
    assert parse(raw).text == "One long line\n> quoted twice\n-- \nSarah"
    raw = mail("in \nto", "Content-Type: text/plain; format=flowed; delsp=yes")
    assert parse(raw).text == "into"


def test_enriched():
    """The HTML of 1993."""
    raw = mail(
        "<bold>Hi</bold> <color><param>red</param>you</color>\n\nsee << here",
        "Content-Type: text/enriched",
    )
    assert parse(raw).text == "Hi you\nsee < here"


def test_unknown_kinds_of_text_are_text():
    """Unless they have a name."""
    assert parse(mail("hello", "Content-Type: text/x-odd")).text == "hello"


CALENDAR = """BEGIN:VCALENDAR
METHOD:{method}
BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:16010101T030000
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY;LANGUAGE=en:Review\\, second
  round
DTSTART;TZID=Europe/Berlin:20260312T100000
DTEND;TZID=Europe/Berlin:20260312T110000
LOCATION:Room 3
ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example
BEGIN:VALARM
DESCRIPTION:REMINDER
END:VALARM
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(
    ("method", "word"),
    [("REQUEST", "Invitation"), ("CANCEL", "Cancelled"), ("REPLY", "Accepted"), ("", "Event")],
)
def test_a_calendar_part_is_one_line_and_a_file(method, word):
    """What, when, where."""
    entry = part(CALENDAR.format(method=method), "Content-Type: text/calendar; charset=utf-8")
    found = parse(multipart(PLAIN, entry, kind="alternative"))
    assert found.calendar == (
        f"{word}: Review, second round · 2026-03-12 10:00–11:00 Europe/Berlin · Room 3"
    )
    assert [each.content_type for each in found.attachments] == ["text/calendar"]
