"""An email's plain text as HTML: safe, with its links and lines, its history folded."""

import html
import re

import pytest
from hypothesis import given

from core.folds import worded
from mail.html.plain import render_plain
from tests.mail.reader.quoting.samples import ANSWERS
from tests.mail.reader.quoting.test_scanner import MAILS


def words(markup):
    """The characters of HTML that are neither tags, blanks nor quote marks."""
    return re.sub(r"[\s>]", "", html.unescape(re.sub(r"<[^>]*>", "", markup)))


def test_what_is_written_stands_as_it_is_written():
    assert render_plain("2 * 3 * 4 <b>_x_</b>\n# no heading\n\n    & more") == (
        '<div class="plain"><p>2 * 3 * 4 &lt;b&gt;_x_&lt;/b&gt;<br># no heading</p>'
        "<p>    &amp; more</p></div>"
    )


@pytest.mark.parametrize("program", ANSWERS)
def test_the_history_is_folded(program):
    said, history = ANSWERS[program]
    shown, folded = render_plain(said + history).split('<details class="quote"><summary></summary>')
    assert words(shown) == words(html.escape(said))
    assert words(folded) == words(html.escape(history))


def test_what_is_all_history_is_open():
    assert '<details class="quote" open>' in render_plain("> one\n> two\n")


def test_a_short_quote_that_is_answered_is_not_folded():
    shown = render_plain("> Which page?\nThe first.\n" + "> long\n" * 9 + "So it is.\n")
    assert "<blockquote><p>Which page?</p></blockquote><p>The first.</p>" in shown
    assert shown.count("<details") == 1


def test_folds_get_their_words_when_they_are_shown():
    shown = worded(render_plain("Hi <summary></summary>\n-- \nSarah\n> one\n"))
    assert "Show signature</summary>" in shown
    assert "Show quoted text</summary>" in shown
    assert "Hi &lt;summary&gt;&lt;/summary&gt;" in shown
    assert "<summary></summary>" not in shown


@pytest.mark.parametrize(
    ("text", "target", "after"),
    [
        ("see https://a.example/x?y=1&z=2.", "https://a.example/x?y=1&amp;z=2", "."),
        ("(www.a.example)", "http://www.a.example", ")"),
        ("https://a.example/a_(b)", "https://a.example/a_(b)", ""),
        ("<https://a.example/>", "https://a.example/", "&gt;"),
        ("HTTPS://A.example!", "HTTPS://A.example", "!"),
        ('"https://a.example"onclick="x', "https://a.example", "&quot;onclick=&quot;x"),
    ],
)
def test_web_addresses_are_links(text, target, after):
    shown = render_plain(text)
    assert f'href="{target}" target="_blank" rel="noopener noreferrer nofollow"' in shown
    assert f"</a>{after}</p>" in shown


@pytest.mark.parametrize("text", ["javascript:alert(1)", "data:text/html,x", "www.", "[x](http:y)"])
def test_nothing_else_is_a_link(text):
    assert "<a " not in render_plain(text)


@given(MAILS)
def test_every_word_is_shown(text):
    assert words(render_plain(text)) == words(html.escape(text))


@given(MAILS)
def test_only_our_own_tags_come_out(text):
    tags = re.findall(r"<[^>]*>?", worded(render_plain(text)))
    ours = r"</?(div|p|blockquote|details|summary|a|svg|use|br)\b[^<>]*>"
    assert all(re.fullmatch(ours, tag) for tag in tags)
