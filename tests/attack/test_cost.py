"""Nobody stops the service with a long text: what any field costs grows with its length alone.

Each pattern is repeated to SIZE bytes and posted. What takes a noticeable time is posted again in
lengths that double: a time that grows with the square is four times as long each time.
"""

import gc
import time
from contextlib import contextmanager

import pytest
from django.db import connection
from django.http import HttpResponse

from tests.attack.walking import Form

pytestmark = pytest.mark.slow

SIZE = 1 << 16
NOTICED = 0.3
"""Seconds of this process, not of the clock. What is below is not looked at again: 40,000 commas in
To took 7 s, and a linear field takes some hundredths."""

STEEP = 9
"""Four times the length takes four times as long, or sixteen where it grows with the square."""

PATTERNS = [
    ",", '"', "<a ", "@", "\n", " ", "(", "[", "\\", "\u0301\u0323", "a@b.", "=?", "*a ", "_", "`",
    "> ", "http://a.b/(", "9", "{", "\u202e",
]  # fmt: skip


@pytest.fixture(autouse=True)
def no_garbage():
    """Python looks for garbage when it likes, and it would be counted; so it is told when.

    What is there before is left alone: looking through all of Django takes longer than a request.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


def repeated(pattern, size=SIZE):
    """Return a pattern as often as it fits into `size` bytes."""
    return pattern * (size // len(pattern.encode()))


def seconds(walk, form, names, text):
    """Return what it costs this process to answer a form with a text in the fields of `names`."""
    data = form.data | dict.fromkeys(names, text)
    start = time.process_time()
    status = walk.post(form, data).status_code
    spent = time.process_time() - start
    gc.collect(0)  # what this request has left
    assert status < 500, f"{form} {names}: {status}"
    return spent


def is_steep(walk, form, names, pattern):
    """Whether the cost grows faster than the length: best of three of one length and of four."""
    best = [
        min(seconds(walk, form, names, repeated(pattern, size)) for _ in range(3))
        for size in (SIZE // 4, SIZE)
    ]
    return best[1] > NOTICED and best[1] > STEEP * best[0]


def steep(walk, fields):
    """Yield a line for each pattern and field of `fields` whose cost grows too fast."""
    for form, names in fields:
        for pattern in PATTERNS:
            try:
                slow = seconds(walk, form, names, repeated(pattern)) > NOTICED
                if slow and is_steep(walk, form, names, pattern):
                    yield f"{form} {names}: {pattern!r} grows too fast"
            except Exception as error:
                yield f"{form} {names}: {pattern!r} fails: {error!r:.200}"


def test_no_field_costs_more_than_its_length(walk):
    """All fields of a form at once: each is read, and most refuse."""
    asked = {tuple(form.names): form for form in walk.forms()}
    assert sum(map(len, asked)) > 200, "the walk finds the fields"
    wrong = list(steep(walk, ((form, names) for names, form in asked.items())))
    assert wrong == []


def test_the_measure_tells_a_square_from_a_line():
    class Slow:
        """Answers as if one form looked at its text for each of its characters."""

        def post(self, form, data):
            length = len(data["a"])
            sum(range((length // 12) ** 2 if "square" in data else length * 300))
            return HttpResponse()

    line, square = Form("line", "", {}), Form("square", "", {"square": 1})
    assert is_steep(Slow(), square, ["a"], "x")
    assert not is_steep(Slow(), line, ["a"], "x")


@contextmanager
def written(least):
    """Yield a list that tells, in the end, whether a text of this length went to the database."""
    found = []

    def note(execute, sql, params, many, context):
        found.extend(p for p in params or () if isinstance(p, str) and len(p) >= least)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def kept_fields(walk):
    """Yield (form, [name]) of every field that takes a long text and keeps it."""
    for form in walk.forms():
        if walk.post(form, form.data).status_code >= 400:
            continue
        for name in form.names:
            with written(SIZE // 2) as found:
                walk.post(form, form.data | {name: repeated("x ")})
            if found:
                yield form, [name]


def test_no_long_text_that_is_kept_costs_more_than_its_length(walk):
    """One field, the rest as it should be: the text is rendered, compared, and put on record."""
    fields = list(kept_fields(walk))
    names = {name for _form, names in fields for name in names}
    assert {"body", "description", "first_body"} <= names, "the walk finds them"
    assert list(steep(walk, fields)) == []
