"""Differences between texts: readable, true, and found in bounded time."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.diff import (
    ADDED,
    GAP,
    REMOVED,
    SAME,
    Budget,
    difference,
)


def said(old, new):
    """The pieces as one line: [-removed-] {+added+}."""
    marks = {SAME: "{}", ADDED: "{{+{}+}}", REMOVED: "[-{}-]", GAP: "<{}>"}
    return "".join(
        marks[p.kind].format(p.lines if p.kind == GAP else p.text) for p in difference(old, new)
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("Cannot log in", "Cannot log in", "Cannot log in"),
        ("Cannot log in", "Cannot sign in", "Cannot [-log -]{+sign +}in"),
        ("The account is locked", "The account is locked.", "The account is locked{+.+}"),
        ("", "It is locked", "{+It is locked+}"),
        ("It is locked", "", "[-It is locked-]"),
        ("one two three", "quite other words", "[-one two three-]{+quite other words+}"),
        ("one  two", "one two", "[-one  two-]{+one two+}"),
        ("我无法登录", "我不能登录", "我[-无法-]{+不能+}登录"),
    ],
)
def test_words(old, new, words):
    assert said(old, new) == words


def test_lines_that_stay_are_not_searched_for_words():
    assert said("a\nb\nc\n", "a\nx\nc\n") == "a\n[-b\n-]{+x\n+}c\n"


def test_the_last_line_is_the_same_when_another_follows():
    assert said("a b\nc d", "a b\nc d\ne f") == "a b\nc d\n{+e f+}"


def test_long_stretches_without_a_change_are_a_gap():
    lines = [f"line {n}\n" for n in range(30)]
    words = said("".join(lines), "".join([*lines, "end"]))
    assert words == "<28>line 28\nline 29\n{+end+}"


TEXT = st.text(alphabet="ab .\n\u3042é", max_size=80)


@given(old=TEXT, new=TEXT, steps=st.sampled_from([0, 5, 50, 10_000]))
def test_the_pieces_are_the_two_texts(old, new, steps):
    pieces = difference(old, new, Budget(steps))
    assert "".join(p.text for p in pieces if p.kind != REMOVED) == new
    unchanged = [p for p in pieces if p.kind != ADDED]
    if all(p.kind == REMOVED for p in unchanged):
        assert "".join(p.text for p in unchanged) == old


HOSTILE = {
    "one letter a line": ("a\nb\n" * 25_000, "b\na\n" * 25_000),
    "few words": ("a b c " * 16_000, "c b a " * 16_000),
    "every second word": (
        " ".join(f"w{n}" for n in range(17_000)),
        " ".join(f"w{n}" if n % 2 else f"x{n}" for n in range(17_000)),
    ),
    "blanks": (" \n" * 50_000, "\n " * 50_000),
    "one word": ("x" * 100_000, "y" + "x" * 99_999),
    "signs": ("()" * 50_000, ")(" * 50_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_texts_made_to_hurt_are_compared_in_bounded_time(name):
    old, new = HOSTILE[name]
    began = time.process_time()
    pieces = difference(old, new)
    assert time.process_time() - began < 3
    assert len(pieces) <= 1003
