"""Which parts of an email are its text, and which are files.

Text goes into two streams: one gets every plain text, the other every HTML. A part that exists in
one form only goes into both streams, so that both are complete.
"""

import html
from collections.abc import Iterable

from . import (
    charsets,
    files,
    flowed,
    html_text,
    names,
    parts,
    smime,
    uuencode,
    words,
)
from .leaves import (
    READABLE,
    Content,
    Leaf,
    is_readable,
    read_leaf,
)
from .parsed import ParsedAttachment
from .parts import MimePart

Branches = tuple[MimePart | None, MimePart | None]
"""The branches of an alternative that hold its plain text and its HTML."""

MOST_SAID = 100_000


class Plain(str):
    """Plain text that stands in the stream of HTML."""

    __slots__ = ()


def html_of(content: Content) -> str:
    """Return the HTML of an email, its plain texts among it; "" if it has nothing but these."""
    if not content.has_html:
        return ""
    return "\n".join(
        f"<pre>{html.escape(piece)}</pre>" if isinstance(piece, Plain) else piece
        for piece in content.htmls
        if piece.strip()
    )


def read_content(raw: bytes, found: Iterable[MimePart]) -> Content:
    """Return the `Content` of an email's parts."""
    content = Content()
    leaves = add_leaves(raw, found, content)
    if not content.texts and not content.has_html:
        add_named_words(leaves, content)
        add_signed(leaves, content)
    return content


def add_leaves(raw: bytes, found: Iterable[MimePart], content: Content) -> list[Leaf]:
    """Add the words and files of these parts; return their leaves."""
    leaves = [read_leaf(raw, part, content) for part in found if not part.is_branch]
    chosen = chosen_branches(leaves)
    for leaf in leaves:
        if not is_readable(leaf):
            files.add_file(leaf, content)
        elif leaf.data.strip():
            alternative = leaf.part.alternative
            add_words(leaf, chosen.get(alternative) if alternative else None, content)
    return leaves


def add_signed(leaves: list[Leaf], content: Content) -> None:
    """Add what is packed into a signature; the signature stays a file."""
    for leaf in leaves[:1]:
        if leaf.kind in smime.KINDS and (inner := smime.signed_content(leaf.data)):
            add_leaves(inner, parts.Splitter(inner).split(), content)


def add_named_words(leaves: list[Leaf], content: Content) -> None:
    """Use named texts as text of an email that has no other; they stay files too."""
    for leaf in leaves:
        if leaf.kind in READABLE and leaf.name and leaf.disposition != "attachment":
            add_words(leaf, None, content)


def chosen_branches(leaves: list[Leaf]) -> dict[MimePart, Branches]:
    """Return {alternative: (branch of its plain text, branch of its HTML)}."""
    chosen: dict[MimePart, Branches] = {}
    for leaf in leaves:
        alternative = leaf.part.alternative
        if alternative and is_readable(leaf) and leaf.data.strip():
            plain, rich = chosen.get(alternative, (None, None))
            if leaf.kind == "text/html":
                rich = leaf.part.branch  # the last one is the richest
            else:
                plain = plain or leaf.part.branch
            chosen[alternative] = (plain, rich)
    return chosen


def add_words(leaf: Leaf, choice: Branches | None, content: Content) -> None:
    """Add a readable leaf to the streams it belongs to."""
    is_html = leaf.kind == "text/html"
    text = leaf_text(leaf, content)
    content.said.append(leaf.data[:MOST_SAID])
    if choice and all(choice) and choice[0] is not choice[1]:
        if leaf.part.branch is choice[is_html] or leaf.part.branch not in choice:
            (content.htmls if is_html else content.texts).append(text)
            content.has_html |= is_html
        return
    if choice and leaf.part.branch not in choice:
        return
    if is_html:
        content.htmls.append(text)
        content.has_html = True
        add_plain_of_html(text, content)
    else:
        content.texts.append(text)
        content.htmls.append(Plain(text))


def add_plain_of_html(source: str, content: Content) -> None:
    """Add HTML to the text stream, unless its words stand there already."""
    text, was_cut = html_text.html_to_text(source[: content.html_left])
    content.problem("html cut" if was_cut or len(source) > content.html_left else "")
    content.html_left = max(content.html_left - len(source), 0)
    if not text.strip():
        return
    mine = comparable_text(text)
    if not any(comparable_text(earlier) == mine for earlier in content.texts[-3:]):
        content.texts.append(text)
        return
    for place in range(max(len(content.htmls) - 4, 0), len(content.htmls) - 1):
        if (
            isinstance(content.htmls[place], Plain)
            and comparable_text(content.htmls[place]) == mine
        ):
            content.htmls[place] = ""


def comparable_text(text: str) -> str:
    """Return what two versions of one text have in common."""
    return "".join(filter(str.isalnum, text[:100_000])).lower()


def leaf_text(leaf: Leaf, content: Content) -> str:
    """Return the decoded text of a leaf, with the files that stand uuencoded in it taken out."""
    data = leaf.data
    if b"begin" in data:
        found = uuencode.find_files(data)
        data = uuencode.without_files(data, found)
        for file in found:
            name = names.safe_name(words.decode_header(file.name)) or names.made_up_name("")
            content.files.append(ParsedAttachment(name, names.type_of_name(name), file.data))
    charset = leaf.part.params.get("charset", "")
    if leaf.kind == "text/html" and not charsets.codec_of(charset):
        charset = charsets.html_charset(data) or charset
    text, problem = charsets.decode_text(data, charset)
    content.problem(problem)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if leaf.kind in ("text/enriched", "text/richtext"):
        return flowed.read_enriched(text)
    if leaf.kind == "text/plain" and leaf.part.params.get("format", "").lower() == "flowed":
        return flowed.unfold_flowed(text, leaf.part.params.get("delsp", "").lower() == "yes")
    return text
