"""The history in an email is found, in whatever language, and never cut."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.reader.quoting import split_quotes
from mail.reader.quoting.scanner import QUOTED, SAID, SIGNATURE
from tests.mail.reader.quoting.samples import ALL_SAID, ANSWERS

ODD = ["-- \n", "--\n", "\n", ">", "> ", "On", "On On wrote:", ":\n", "\r\n", "\u2028", "\x00"]
LINES = [line + "\n" for pair in ANSWERS.values() for line in "".join(pair).split("\n")] + ODD
MAILS = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=8))).map("".join)


def kinds(text):
    """The parts of a text as (kind, text)."""
    return [(part.kind, part.text) for part in split_quotes(text)]


@pytest.mark.parametrize("program", ANSWERS)
def test_the_history_is_told_from_the_answer(program):
    said, history = ANSWERS[program]
    assert kinds(said + history) == [(SAID, said), (QUOTED, history)]


@pytest.mark.parametrize("what", ALL_SAID)
def test_what_only_looks_like_history_is_said(what):
    assert {part.kind for part in split_quotes(ALL_SAID[what])} <= {SAID}


def test_answers_between_quotes_are_said():
    text = "On 2 Nov 2026 at 10:00, Alex wrote:\n> Which page?\nThe first.\n> Since when?\nToday.\n"
    assert [part.kind for part in split_quotes(text)] == [QUOTED, SAID, QUOTED, SAID]


def test_a_signature_is_one_also_above_the_history():
    said, history = ANSWERS["Gmail"]
    found = kinds(f"{said}-- \nSarah Chen\nAcme\n\n{history}")
    assert found == [(SAID, said), (SIGNATURE, "-- \nSarah Chen\nAcme\n\n"), (QUOTED, history)]


@given(MAILS)
def test_nothing_is_cut(text):
    assert "".join(part.text for part in split_quotes(text)) == text


@given(MAILS)
def test_neighbours_are_of_different_kinds(text):
    found = [part.kind for part in split_quotes(text)]
    assert all(one != other for one, other in zip(found, found[1:], strict=False))


EVIL = [
    "On On On ", "On On wrote 1 2:\n", ":\n", "x wrote:\n", ">\na\n", "From:\n", "-- \n", "-", "> ",
    "_" * 30 + "\n", "\n", " ", "On 1 2 <a@b>\n", "<a@", "----- x", "From: To: Date:\n",
]  # fmt: skip


@pytest.mark.parametrize("unit", EVIL)
def test_twice_the_text_is_about_twice_the_work(unit):
    def seconds(size):
        """The best of three: another process may have had the processor."""
        text, best = unit * (size // len(unit)), 1e9
        for _ in range(3):
            start = time.thread_time()
            split_quotes(text)
            best = min(best, time.thread_time() - start)
        return best

    small = seconds(20_000)
    assert seconds(80_000) < 8 * small + 0.05
