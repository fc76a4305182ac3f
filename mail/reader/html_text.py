"""Turns HTML into plain text: in one pass over the tags, in linear time, without recursion.

It does not render: it keeps every word, breaks lines where blocks begin and end, marks quotes,
and does not number lists.
"""

import html
import re
from collections.abc import Iterator

MOST_CHARACTERS = 2_000_000
MOST_QUOTES = 20

# Break the line before and after; two breaks make an empty line between paragraphs.
BLOCKS = set(
    "address article aside blockquote center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody tfoot thead tr ul title".split()
)
PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "pre", "table"}
# What a reader never sees.
HIDDEN = {"script", "style", "head", "template", "object", "svg"}
_ENDS = {name: re.compile(rf"</{name}[^>]{{0,50}}>", re.I) for name in HIDDEN - {"head"}}
_ENDS["head"] = re.compile(r"(?=<body\b|</head\b)", re.I)

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_REFERENCE = re.compile(
    r"\b(href|alt|src)\s*=\s*(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s>]{1,2000}))", re.I
)


def html_to_text(source: str) -> tuple[str, bool]:
    """Return (text, was_cut): the plain text of this HTML."""
    was_cut = len(source) > MOST_CHARACTERS
    writer = TextWriter()
    for tag, is_end, content in html_runs(source[:MOST_CHARACTERS]):
        if tag is None:
            writer.write(content)
        else:
            writer.tag(tag, is_end, content)
    return writer.text(), was_cut


def html_runs(source: str) -> Iterator[tuple[str | None, bool, str]]:
    """Yield (None, False, text) and (tag, is_end, attributes), without comments and scripts."""
    place, size = 0, len(source)
    unclosed: set[str] = set()
    while place < size:
        opening = source.find("<", place)
        if opening < 0:
            break
        if opening > place:
            yield None, False, html.unescape(source[place:opening])
        match = _TAG.match(source, opening)
        if match:
            place = end_of_tag(source, match.end())
            name = match[2].lower()
            yield name, bool(match[1]), source[match.end() : place - 1]
            if not match[1] and name in HIDDEN and name not in unclosed:
                place = end_of_element(source, name, place, unclosed)
        elif source.startswith("<!--", opening):
            place = end_of(source, "-->", opening + 4)
        elif source[opening + 1 : opening + 2] in ("!", "?", "/"):
            place = end_of(source, ">", opening + 1)
        else:
            yield None, False, "<"
            place = opening + 1
    if place < size:
        yield None, False, html.unescape(source[place:])


def end_of(source: str, mark: str, place: int) -> int:
    """Return the place behind the next such mark, or the end where there is none."""
    found = source.find(mark, place)
    return found + len(mark) if found >= 0 else len(source)


def end_of_tag(source: str, place: int) -> int:
    """Return the place behind the `>` of a tag; one inside a quoted attribute does not end it."""
    close = source.find(">", place)
    if close < 0:
        return len(source)
    if source.count('"', place, close) % 2:
        quote = source.find('"', close, close + 5_000)
        further = source.find(">", quote, quote + 5_000) if quote > 0 else -1
        if further > 0:
            return further + 1
    return close + 1


def end_of_element(source: str, name: str, place: int, unclosed: set[str]) -> int:
    """Return the place behind a hidden element; one without an end hides nothing but its tag."""
    match = _ENDS[name].search(source, place)
    if not match:
        unclosed.add(name)  # not to be looked for again: that would take quadratic time
    return match.end() if match else place


class TextWriter:
    """Lines of text that grow with each run and tag."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.link: list[str] = []
        self.quotes, self.quotes_before = 0, 0
        self.needs_blank, self.in_pre, self.href = False, 0, ""

    def write(self, text: str) -> None:
        """Add text to the current line; blanks become one, except in preformatted text."""
        if self.in_pre:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self.put(first)
            for line in others:
                self.end_line(keep_empty=True)
                self.put(line)
            return
        text = _SPACES.sub(" ", text)
        if not self.line or self.line[-1].endswith(" "):
            text = text.lstrip(" ")
        self.put(text)

    def put(self, text: str) -> None:
        """Add text as it is."""
        if not text:
            return
        if not self.line and self.needs_blank and self.lines and self.lines[-1].strip("> "):
            self.lines.append("> " * min(self.quotes, self.quotes_before))
        self.needs_blank = False
        self.line.append(text)
        if self.href:
            self.link.append(text)

    def end_line(self, keep_empty: bool = False) -> None:
        """Begin a new line."""
        if self.line or keep_empty:
            text = "".join(self.line).replace("\xa0", " ").rstrip()
            self.lines.append("> " * self.quotes + text)
            self.quotes_before = self.quotes
            self.line = []

    def tag(self, name: str, is_end: bool, attributes: str) -> None:
        """Do what a tag does to the text."""
        if name == "br":
            self.end_line(keep_empty=True)
        elif name in BLOCKS:
            self.block(name, is_end)
        elif name in ("td", "th") and self.line:
            self.write(" ")
        elif name == "a":
            self.anchor(is_end, attributes)
        elif name == "img" and (alt := attribute(attributes, "alt")):
            self.write(f"[{alt}]")

    def block(self, name: str, is_end: bool) -> None:
        """Begin or end a block."""
        self.end_line()
        self.needs_blank = self.needs_blank or name in PARAGRAPHS
        if name == "blockquote":
            self.quotes = min(max(self.quotes + (-1 if is_end else 1), 0), MOST_QUOTES)
        elif name == "pre":
            self.in_pre = max(self.in_pre + (-1 if is_end else 1), 0)
        elif name == "li" and not is_end:
            self.put("- ")
        elif name == "hr":
            self.put("-" * 20)
            self.end_line()

    def anchor(self, is_end: bool, attributes: str) -> None:
        """Remember where a link goes, and write it down behind its words if they do not say it."""
        if not is_end:
            self.href, self.link = attribute(attributes, "href"), []
            return
        target, said = self.href, "".join(self.link).strip()
        self.href, self.link = "", []
        is_web = target.lower().startswith(("http://", "https://"))
        if is_web and said and bare_link(target) != bare_link(said):
            self.put(f" <{target}>")

    def text(self) -> str:
        """Return everything, without empty lines at its ends or more than two in a row."""
        self.end_line()
        return re.sub(r"\n{4,}", "\n\n\n", "\n".join(self.lines)).strip("\n")


def attribute(attributes: str, name: str) -> str:
    """Return the value of an attribute, or ""."""
    for match in _REFERENCE.finditer(attributes[:8_000]):
        if match[1].lower() == name:
            return _SPACES.sub(" ", html.unescape(match[2] or match[3] or match[4] or "")).strip()
    return ""


def bare_link(link: str) -> str:
    """Return a link without what a reader would leave out."""
    return (
        link.lower()
        .removeprefix("https://")
        .removeprefix("http://")
        .removeprefix("www.")
        .rstrip("/")
    )
