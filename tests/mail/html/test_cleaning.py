"""Hostile HTML comes out harmless, in bounded time; honest HTML keeps its looks."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.html import clean_html
from mail.html.cleaning import ATTRIBUTES, EVERYWHERE
from mail.html.styles import clean_style
from mail.html.tree import DEEPEST, TAGS, VOID
from tests.mail.html.hostile import HOSTILE

IMAGES = {"logo@acme": "/tickets/1/emails/2/images/3/"}

PIECES = st.one_of(
    st.sampled_from([*HOSTILE, *(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS)]),
    st.text(alphabet="<>/='\"&;! ax\x00\u202e-", max_size=12),
)


class Seen(HTMLParser):
    """What a browser would see: tags with their attributes, and how deep they stand."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.depth, self.deepest = [], 0, 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.depth += tag not in VOID
        self.deepest = max(self.deepest, self.depth)

    def handle_endtag(self, tag):
        self.depth -= tag not in VOID


def complaints(html, remote=False):
    """Return what is not allowed in cleaned HTML."""
    found = []
    for tag, attributes in Seen(html).tags:
        own = EVERYWHERE | ATTRIBUTES.get(tag, set()) | {"rel", "target"}
        found += [tag] * (tag not in TAGS | {"tbody"}) + sorted(set(attributes) - own)
        source = attributes.get("src")
        allowed = (IMAGES["logo@acme"], "data:image/png;", *["https://"] * remote)
        if source is not None and not source.startswith(allowed):
            found.append(source)
        target = attributes.get("href")
        if target is not None and not re.match(r"(https?://|mailto:|tel:)", target, re.I):
            found.append(target)
        style = attributes.get("style", "")
        found += re.findall(r"url|position|expression|\\|vh|z-index|@", style)
    return found


@pytest.mark.parametrize("evil", HOSTILE)
@pytest.mark.parametrize("remote", [False, True])
def test_nothing_hostile_is_left(evil, remote):
    shown = clean_html(f"<p>before</p>{evil}<p>after</p>", IMAGES, remote=remote)
    assert complaints(shown.html, remote) == []
    assert "before" in shown.html


@given(st.lists(PIECES, max_size=30).map("".join))
def test_nothing_hostile_is_left_of_any_mix(html):
    shown = clean_html(html, IMAGES)
    assert complaints(shown.html) == []
    assert Seen(shown.html).deepest <= DEEPEST + 4


@given(st.lists(PIECES, max_size=30).map("".join))
def test_cleaning_again_changes_nothing_much(html):
    once = clean_html(html, IMAGES).html
    assert complaints(clean_html(once, IMAGES).html) == []


def test_looks_are_kept():
    html = (
        "<table bgcolor='#fff'><tr><td style='color: RED; font: 12px/1.5 Arial'><b>Hi</b></table>"
    )
    assert clean_html(html).html == (
        '<table bgcolor="#fff"><tbody><tr><td style="color:RED;font:12px / 1.5 Arial"><b>Hi</b>'
        "</td></tr></tbody></table>"
    )


def test_links_open_elsewhere_and_tell_nothing():
    assert clean_html("<a href='https://a.example/?x=1&amp;y=2' target=_top>x</a>").html == (
        '<a href="https://a.example/?x=1&amp;y=2" target="_blank" '
        'rel="noopener noreferrer nofollow">x</a>'
    )


def test_its_own_pictures_are_shown():
    assert (
        'src="/tickets/1/emails/2/images/3/"'
        in clean_html("<img src='CID:logo@acme'>", IMAGES).html
    )
    assert (
        'src="/tickets/1/emails/2/images/3/"'
        in clean_html("<img src=cid:logo%40acme>", IMAGES).html
    )


def test_pictures_of_others_are_loaded_only_when_asked_for():
    html = "<img src=http://a.example/x.png alt=Logo><img src='//b.example/y.png'>"
    blocked, shown = clean_html(html), clean_html(html, remote=True)
    assert (blocked.remote, shown.remote) == (2, 2)
    assert "example" not in blocked.html
    assert 'alt="Logo"' in blocked.html
    assert shown.html.count("https://") == 2


@pytest.mark.parametrize(
    "attributes",
    [
        "width=1 height=1",
        "width='0'",
        "height=1px",
        "style='width:1px'",
        "style='display : none'",
        "style='height:0 !important'",
    ],
)
def test_a_picture_that_nobody_can_see_is_never_loaded(attributes):
    shown = clean_html(f"<img src=https://spy.example/p.gif {attributes}>", remote=True)
    assert "spy" not in shown.html
    assert shown.remote == 0


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("color:red;position:absolute", "color:red"),
        ("COLOR : rgb(1, 2, 3) !important", "color:rgb(1, 2, 3) !important"),
        ("background:url(x)", ""),
        ("background:#fff", "background-color:#fff"),
        ("width:100vw;height:5dvh", ""),
        ("margin:0 auto;margin-top:-9px", "margin:0 auto"),
        ("font-family:'Segoe UI',sans-serif", "font-family:'Segoe UI',sans-serif"),
        ("display:flex;display:none", "display:none"),
        ("color:/**/red;color:r\\65 d", ""),
        ("color:var(--accent);width:calc(1px)", ""),
        ("font-size:12px/*;color:red*/", ""),
    ],
)
def test_a_style_only_says_how_it_looks(style, kept):
    assert clean_style(style) == kept


BOMBS = {
    "nested": "<div>",
    "tables": "<table><td>",
    "lists": "<ul><li>",
    "crossed": "<b>x</i>",
    "text in tables": "<table>x<i></i>",
    "paragraphs": "<p>x",
    "attributes": "<p " + "a=1 " * 99,
    "comments": "<!--",
    "quotes": '<a x="',
    "brackets": "<",
    "references": "&amp;",
    "styles": "<p style='color:red;margin:1px'>",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_megabyte_of_tags_takes_seconds_not_minutes(bomb):
    html = (BOMBS[bomb] * 200_000)[:1_000_000]
    start = time.thread_time()
    clean_html(html)
    assert time.thread_time() - start < 8


def test_formats_that_pile_up_make_no_tree_of_millions():
    html = "".join(f"<font color=c{n}><p>x" for n in range(30_000))
    assert len(clean_html(html).html) < 3 * len(html)


def test_what_is_endless_is_cut_and_says_so():
    assert clean_html("x" * 1_000_001).was_cut
