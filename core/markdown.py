"""Markdown to clean HTML. The source is kept; the HTML is stored with the cleaner's version."""

from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

VERSION = 1
"""Raise this when the rendering changes: stored HTML of an older version is made again."""

TAGS = {
    "a", "p", "br", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "hr",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
DEEPEST = 40
PARAGRAPH_MAX = 10_000
"""Marks and links are looked for in a paragraph of so many characters at most: both take a time
that grows with its square. A longer one is shown as it was typed."""


def inline(state: StateCore) -> None:
    """Read the marks within each paragraph: markdown-it's own rule, for paragraphs of some length.

    Lines of a longer one become `html_inline`, escaped: nobody looks for links there.
    """
    for token in state.tokens:
        if token.type != "inline":
            continue
        children = token.children = token.children or []
        if len(token.content) <= PARAGRAPH_MAX:
            state.md.inline.parse(token.content, state.md, state.env, children)
            continue
        for line in token.content.split("\n"):
            children += [Token("hardbreak", "br", 0)] if children else []
            children += [Token("html_inline", "", 0, content=escape(line))]


_parser = MarkdownIt(
    "commonmark", {"html": False, "linkify": True, "breaks": True, "maxNesting": DEEPEST}
).enable(["linkify", "table", "strikethrough"])
_parser.core.ruler.at("inline", inline)


def clean_html(source: str) -> str:
    """Return the clean HTML of a Markdown text; never raises, never lets a script through.

    Headings in a note are smaller than the page's own: they become bold paragraphs in CSS.
    """
    return nh3.clean(
        _parser.render(source),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
    )
