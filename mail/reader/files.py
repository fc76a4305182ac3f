"""The files of an email, and what is read from them: calendar entries, reports, emails."""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote

from . import (
    charsets,
    headers,
    html_text,
    names,
    rtf,
    tnef,
    words,
)
from .leaves import Content, Leaf
from .parsed import ParsedAttachment

CALENDARS = {"text/calendar", "application/ics", "text/x-vcalendar"}
MAILS = {"message/rfc822", "message/global", "message/rfc822-headers", "text/rfc822-headers"}
TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
MOST_COPY = 1_000_000

_CID = re.compile(r"cid:([^\s\"'<>)]{1,300})", re.I)


def add_file(leaf: Leaf, content: Content) -> None:
    """Add a leaf to the files, or what is packed into it."""
    if leaf.kind in CALENDARS or leaf.name.lower().endswith(".ics"):
        charset = leaf.part.params.get("charset", "")
        content.calendars.append(charsets.decode_text(leaf.data[:MOST_COPY], charset)[0])
    elif leaf.kind.endswith("/delivery-status") and not content.report:
        content.report = leaf.data[:MOST_COPY]
    elif leaf.kind in MAILS and not content.copy:
        content.copy = leaf.data[:MOST_COPY]
    if is_tnef(leaf) and unpack_tnef(leaf, content):
        return
    if leaf.data or leaf.name:
        content.files.append(file_of(leaf))


def file_of(leaf: Leaf) -> ParsedAttachment:
    """Return the `Attachment` of a leaf."""
    subject = ""
    if leaf.kind in MAILS and not leaf.name:
        subject = words.decode_header(
            headers.read_headers(leaf.data[:MOST_COPY]).get("subject")[:2_000]
        )
    name = leaf.name or names.made_up_name(leaf.kind, subject)
    return ParsedAttachment(
        name, leaf.kind, leaf.data, leaf.content_id, leaf.disposition == "inline"
    )


def is_tnef(leaf: Leaf) -> bool:
    """Tell whether a leaf is Outlook's envelope."""
    return leaf.kind in TNEF or leaf.name.lower() == "winmail.dat"


def unpack_tnef(leaf: Leaf, content: Content) -> bool:
    """Add what is in Outlook's envelope; return whether it could be opened."""
    envelope = tnef.read_tnef(leaf.data)
    if envelope is None or (envelope.is_broken and not envelope.files):
        content.problem("broken winmail.dat")
        return False
    if envelope.is_broken:
        content.problem("broken winmail.dat")
    add_tnef_texts(envelope, content)
    for file in envelope.files:
        kind = file.content_type.strip().lower() or names.type_of_name(file.name)
        name = names.safe_name(file.name) or names.made_up_name(kind)
        content_id = words.header_line(file.content_id).strip("<> ")
        content.files.append(ParsedAttachment(name, kind, file.data or b"", content_id, False))
    return not envelope.is_broken


def add_tnef_texts(envelope: tnef.Envelope, content: Content) -> None:
    """Add the words of the envelope, where the email has none of its own."""
    if any(text.strip() for text in content.texts):
        return
    if envelope.html and not content.has_html:
        source = charsets.decode_text(
            envelope.html, charsets.html_charset(envelope.html) or "utf-8"
        )[0]
        content.htmls, content.has_html = [source], True
        content.texts.append(envelope.text or html_text.html_to_text(source)[0])
    elif envelope.text:
        content.texts.append(envelope.text.replace("\r\n", "\n").replace("\r", "\n"))
    elif envelope.rtf:
        content.texts.append(rtf.rtf_to_text(rtf.unpack_rtf(envelope.rtf)))


def with_inline(files: Iterable[ParsedAttachment], html: str) -> tuple[ParsedAttachment, ...]:
    """Return the files; those are inline that the sender calls so, or that the HTML shows."""
    shown = {unquote(identity) for identity in _CID.findall(html)}
    return tuple(
        replace(file, inline=True) if file.content_id and file.content_id in shown else file
        for file in files
    )
