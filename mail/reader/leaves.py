"""The leaves of an email: parts that hold words or a file, decoded."""

from dataclasses import dataclass, field

from . import (
    html_text,
    names,
    params,
    transfer,
    words,
)
from .parsed import ParsedAttachment
from .parts import MimePart

READABLE = {"text/plain", "text/html", "text/enriched", "text/richtext"}
# Text that is made for programs.
FILES_OF_TEXT = {
    "text/calendar", "text/x-vcard", "text/vcard", "text/directory", "text/rtf", "text/csv",
    "text/rfc822-headers", "text/xml", "text/css", "text/x-vcalendar", "text/x-amp-html",
}  # fmt: skip


@dataclass(slots=True)
class Content:
    """What was read from the leaves of an email: both streams of text, the files, the problems.

    `report` is a mail server's delivery status, `copy` the first email (or its header) inside this
    one, `calendars` the calendar entries; `said` holds the words that stood as plain bytes.
    """

    texts: list[str] = field(default_factory=list)
    htmls: list[str] = field(default_factory=list)
    has_html: bool = False
    files: list[ParsedAttachment] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    report: bytes = b""
    copy: bytes = b""
    calendars: list[str] = field(default_factory=list)
    said: list[bytes] = field(default_factory=list)
    html_left: int = html_text.MOST_CHARACTERS

    def problem(self, word: str) -> None:
        """Remember what was wrong, once."""
        if word and word not in self.problems:
            self.problems.append(word)


@dataclass(slots=True)
class Leaf:
    """A part without parts of its own, its name and disposition read, its content decoded."""

    part: MimePart
    kind: str
    name: str
    disposition: str
    content_id: str
    data: bytes


def read_leaf(raw: bytes, part: MimePart, content: Content) -> Leaf:
    """Return the `Leaf` of a part."""
    placed, extra = params.read_disposition(part.headers.get("content-disposition"))
    name = names.safe_name(
        extra.get("filename") or extra.get("name") or part.params.get("name", "")
    )
    kind = part.kind
    if kind.startswith("multipart/"):  # nothing in it was found to be a part
        kind = "text/plain"
        content.problem("multipart without parts")
    encoding = part.headers.get("content-transfer-encoding")
    is_text = kind.startswith("text/") and placed != "attachment"
    data, problem = transfer.decode_transfer(raw[part.start : part.end], encoding, is_text)
    content.problem(problem)
    content_id = words.decode_header(part.headers.get("content-id")).strip("<> ")
    return Leaf(part, kind, name, placed, content_id, data)


def is_readable(leaf: Leaf) -> bool:
    """Tell whether a leaf is words to be read, not a file."""
    if leaf.disposition == "attachment" or (leaf.name and leaf.part.parent):
        return leaf.disposition != "attachment" and not leaf.name
    return leaf.kind in READABLE or (
        leaf.kind.startswith("text/") and leaf.kind not in FILES_OF_TEXT and not leaf.name
    )
