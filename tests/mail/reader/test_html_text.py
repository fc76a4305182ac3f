"""HTML into words."""

import pytest

from mail.reader.html_text import html_to_text

pytestmark = pytest.mark.once

PAGES = [
    ("<p>one</p><p>two</p>", "one\n\ntwo"),
    ("one<br>two<br/><br>three", "one\ntwo\n\nthree"),
    ("<div>one</div><div>two</div>", "one\ntwo"),
    ("  many \n  blanks  ", "many blanks"),
    ("a &amp; b &lt;c&gt; &nbsp;&euro; &#228;", "a & b <c> \u20ac ä"),
    ("<head><title>T</title><style>p{}</style></head><body>seen</body>", "seen"),
    ("<style>p{}</style><script>alert('<p>')</script>seen", "seen"),
    ("<style>never closed", "never closed"),
    ("a<!-- <p>hidden</p> -->b", "ab"),
    ("<ul><li>one<li>two</ul>", "- one\n- two"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
    ("x<blockquote>quoted<br>twice</blockquote>y", "x\n\n> quoted\n> twice\n\ny"),
    ("<pre>one\n  two</pre>", "one\n  two"),
    ('<a href="https://x.example/y">here</a>', "here <https://x.example/y>"),
    ('<a href="https://x.example">x.example</a>', "x.example"),
    ('<a href="mailto:a@b.example">a@b.example</a>', "a@b.example"),
    ('<img src="cid:x" alt="Logo">', "[Logo]"),
    ('<a title="1 > 0" href=x>y</a>', "y"),
    ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
    ("<p>never ended <b>bold", "never ended bold"),
    ("<?xml version='1'?><!DOCTYPE html>x", "x"),
    ("", ""),
]


@pytest.mark.parametrize(("source", "text"), PAGES)
def test_page(source, text):
    """Lines where blocks are, no word lost."""
    assert (
        html_to_text(source)[0]
        .replace("\xa0", " ")
        .replace("  ", " " * (2 if "pre" in source else 1))
        == text
    )
