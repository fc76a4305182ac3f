"""Markdown to clean HTML. The source is kept; the HTML is stored with the cleaner's version."""

import nh3
from markdown_it import MarkdownIt

VERSION = 1
"""Raise this when the rendering changes: stored HTML of an older version is made again."""

TAGS = {
    "a", "p", "br", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "hr",
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
DEEPEST = 40

_parser = MarkdownIt(
    "commonmark", {"html": False, "linkify": True, "breaks": True, "maxNesting": DEEPEST}
).enable(["linkify", "table", "strikethrough"])


def render(source):
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
