"""Holders as text, and whole numbers from outside: what is none is refused, and never cut."""

import pytest

from accounts.holders import holder_from, holder_key
from core.refusals import Refusal
from core.text import number_of


def test_a_holder_is_read_as_it_was_written(alex, tech):
    for holder in (alex, tech, None):
        assert holder_from(holder_key(holder)) == holder
    assert (holder_key(alex), holder_key(tech)) == (f"user:{alex.pk}", f"group:{tech.pk}")


@pytest.mark.parametrize("text", ["user:", "user:x", "user:٣", "admin:1", "7", "user:" + "9" * 400])
def test_a_text_that_names_nobody_is_refused(db, text):
    with pytest.raises(Refusal) as refusal:
        holder_from(text)
    assert refusal.value.field == "holder"


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", "²", "٣", "9" * 19])
def test_what_is_no_number_of_a_row_is_none(text):
    assert number_of(text) is None


def test_a_number_of_a_row_is_read_whole():
    assert number_of("9" * 18) == 10**18 - 1
