"""Cleans the HTML of an email twice: we rewrite it in linear time, then nh3 cleans the result."""

import re
from dataclasses import dataclass
from html import unescape
from itertools import islice
from urllib.parse import unquote

import nh3
from django.utils.safestring import mark_safe

from mail.html.styles import PROPERTIES, clean_style
from mail.html.tree import (
    CELLS,
    LIKE_DIV,
    TAGS,
    Tree,
)
from mail.reader.html_text import html_runs

MOST_CHARACTERS = 1_000_000
"""Longer HTML is cut; the plain text of the email still has all its words."""

MOST_ATTRIBUTES = 40
LINKS = ("http://", "https://", "mailto:", "tel:")
PICTURES = ("data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;")

SIZED = {"width", "height"}
EVERYWHERE = {"style", "dir", "align"}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", *SIZED},
    "font": {"color", "size", "face"},
    "ol": {"start", "type"},
    "table": {"border", "cellpadding", "cellspacing", "bgcolor", *SIZED},
    **dict.fromkeys(CELLS, {"colspan", "rowspan", "valign", "bgcolor", "nowrap", *SIZED}),
    "tr": {"bgcolor", "valign"},
}
_ATTRIBUTE = re.compile(
    r"([a-z][a-z-]{0,20})(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))", re.IGNORECASE
)
_ODD = re.compile(r"[\x00-\x20\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_PLAIN = re.compile(r"[\w\s#%.,'-]{0,100}")
_TINY = re.compile(r"\s*[01]?(?:px)?\s*")
_TINY_STYLE = re.compile(
    r"\b(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|!|$)|display\s*:\s*none", re.I
)


@dataclass(frozen=True)
class Shown:
    """HTML that is safe to show; `remote` counts the images on other servers."""

    html: str
    remote: int = 0
    was_cut: bool = False


def images_of(attachments, url):
    """Return {content id: URL} of attachments that are images; `url` returns the URL of one."""
    return {
        file.content_id: url(file)
        for file in attachments
        if file.content_id and file.content_type.startswith("image/") and file.opens_inline
    }


def clean_html(html, images=None, *, remote=False):
    """Return the HTML of an email as `Shown`.

    `images` are the URLs of its own images by content id. Images on other servers are left out
    unless `remote` is true; invisible ones are always left out.
    """
    cleaner = Cleaner(images or {}, remote)
    tree = Tree()
    for tag, is_end, content in html_runs(html[:MOST_CHARACTERS]):
        if tag is None:
            tree.text(content)
        elif tag in TAGS or tag in LIKE_DIV:
            if is_end:
                tree.end(tag)
            else:
                tree.start(tag, cleaner.attributes(tag, content))
    judged = mark_safe(cleaner.judged(tree.html()))  # noqa: S308 - this is what nh3 is for
    return Shown(judged, cleaner.seen_remote, len(html) > MOST_CHARACTERS)


class Cleaner:
    """Decides which attributes of one email are kept."""

    def __init__(self, images, remote):
        self.images, self.remote, self.seen_remote = images, remote, 0

    def attributes(self, tag, source):
        """Return the attributes of a tag that are kept, by name."""
        found = {}
        for match in islice(_ATTRIBUTE.finditer(source), MOST_ATTRIBUTES):
            name = match[1].lower()
            allowed = name in EVERYWHERE or name in ATTRIBUTES.get(tag, ())
            if allowed and name not in found:
                found[name] = unescape(match[2] or match[3] or match[4] or "")
        if tag == "img":
            found["src"] = self.picture(found)
            found.setdefault("alt", "")
        return {n: v for n, raw in found.items() if (v := kept_value(n, raw)) is not None}

    def picture(self, found):
        """Return the URL of an image, or "" if it is not loaded."""
        source = _ODD.sub("", found.get("src", ""))
        lower = source[:40].lower()
        if lower.startswith("cid:"):
            return self.images.get(unquote(source[4:]).strip("<>"), "")
        if lower.startswith(PICTURES):
            return source
        if not lower.startswith(("http://", "https://", "//")) or is_hidden(found):
            return ""
        self.seen_remote += 1
        return "https://" + source.partition("//")[2] if self.remote else ""

    def judged(self, html):
        """Return our rewritten HTML cleaned by nh3, which parses it as browsers do."""
        ours = set(self.images.values())

        def judge(tag, name, value):
            if name == "href":
                return value if value.lower().startswith(LINKS) else None
            if name == "src":
                is_far = self.remote and value.startswith("https://")
                return value if value in ours or value.startswith(PICTURES) or is_far else None
            return value

        return nh3.clean(
            html,
            tags=TAGS,
            attributes={"*": EVERYWHERE, **ATTRIBUTES},
            attribute_filter=judge,
            filter_style_properties=PROPERTIES,
            set_tag_attribute_values={"a": {"target": "_blank"}},
            url_schemes={"http", "https", "mailto", "tel", "data"},
            link_rel="noopener noreferrer nofollow",
        )


def kept_value(name, value):
    """Return the value of an attribute, cleaned, or None if it is not kept."""
    if name == "style":
        return clean_style(value) or None
    if name == "href":
        target = _ODD.sub("", value)
        return target if target.lower().startswith(LINKS) else None
    if name == "src":
        return value or None
    if name in ("alt", "title"):
        return value[:300]
    return value if _PLAIN.fullmatch(value) else None


def is_hidden(found):
    """Whether an image is invisible: it only tells its server that the email was opened."""
    measured = [found[name] for name in SIZED if name in found]
    return any(map(_TINY.fullmatch, measured)) or bool(_TINY_STYLE.search(found.get("style", "")))
