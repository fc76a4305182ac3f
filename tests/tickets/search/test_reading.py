"""The grammar: whatever is read and written again is read the same, and nothing ever fails."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tickets.search import Query, parse
from tickets.search.lexer import Term, clean

ODD = '" \\,:-#12ab\x00\ud800é\u2003'
LINES = st.text(alphabet=st.one_of(st.sampled_from(ODD), st.characters()), max_size=80)


@given(LINES)
@example('-"')
@example('tag:"a"b')
@example("number:007,x")
@example("NUMBER:1")
@example('"\\')
def test_a_line_written_again_is_read_the_same(text):
    line = parse(text)
    assert parse(str(line)) == line
    assert str(parse(str(line))) == str(line)


@given(st.text(alphabet=st.characters(), max_size=300))
def test_no_text_makes_it_fail(text):
    line = parse(text)
    for mistake in line.errors:
        assert 0 <= mistake.start <= mistake.end <= max(len(text), 1000)
        line.replaced(mistake)
    assert line.sorting.column


@given(st.text(min_size=1, max_size=30), st.sampled_from(["tag", "customer", "holder"]))
def test_any_value_can_be_written(value, key):
    value = " ".join(clean(value).split())
    if value:
        assert parse(str(Query().with_(key, value))).values(key) == (value,)


@pytest.mark.parametrize("piece", ['"', '\\"', "a:", "-", "a,", " ", '"\\', "#1 ", 'a:"'])
def test_time_grows_with_the_length_only(piece):
    def seconds(count):
        start = time.thread_time()
        parse(piece * count)
        return time.thread_time() - start

    # Twenty times the text: a quadratic reader would take four hundred times as long.
    assert seconds(40_000) < 120 * max(seconds(2_000), 0.001)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("status:open", Term("status", ("open",))),
        ("-status:open,closed", Term("status", ("open", "closed"), True)),
        ('customer:"Sarah Chen"', Term("customer", ("Sarah Chen",))),
        ('company:"Bob \\"the\\" Ltd"', Term("company", ('Bob "the" Ltd',))),
        ("TAG:a,,b,a", Term("tag", ("a", "b"))),
        ("dashboard", Term("", ("dashboard",))),
        ('"two  words"', Term("", ("two words",))),
        ('"never closed', Term("", ("never closed",))),
        ('-"not this"', Term("", ("not this",), True)),
        ("-", Term("", ("-",))),
        ("1042", Term("number", ("1042",))),
        ("#1042", Term("number", ("1042",))),
        ('"1042"', Term("", ("1042",))),
        ("1" * 30, Term("", ("1" * 30,))),
        ("status:", Term("status", ())),
    ],
)
def test_a_term(text, term):
    assert parse(text).terms == (term,)


def test_terms_know_their_place():
    line = parse('  is:open   "a b"  -tag:x')
    assert [line.text[term.start : term.end] for term in line.terms] == [
        "is:open",
        '"a b"',
        "-tag:x",
    ]


def test_editing_a_line():
    line = parse("is:open status:pending dashboard sort:number-asc")
    assert str(line.with_("status", "open", "pending")) == (
        "is:open status:open,pending dashboard sort:number-asc"
    )
    assert str(line.with_("tag", "a b")) == (
        'is:open status:pending dashboard tag:"a b" sort:number-asc'
    )
    assert str(line.without(line.terms[0])) == "status:pending dashboard sort:number-asc"
    assert str(line.without_key("status")) == "is:open dashboard sort:number-asc"
    assert str(parse("tag:a x -tag:b tag:c").with_("tag", "d")) == "tag:d x"
    assert str(line) == "is:open status:pending dashboard sort:number-asc"
