"""From raw bytes to a `ParsedEmail`."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from . import (
    addresses,
    auto,
    bodies,
    bounces,
    calendar_line,
    charsets,
    dates,
    files,
    guess,
    headers,
    ids,
    parts,
    words,
)
from .leaves import Content
from .parsed import (
    AUTO_REPLY,
    BOUNCE,
    Address,
    Bounce,
    ParsedEmail,
)

MOST_HEADERS = 1_000
MOST_UNREAD = 100_000
LONGEST_VALUE = 20_000
LONGEST_SUBJECT = 1_000


def parse(raw: bytes) -> ParsedEmail:
    """Return the `ParsedEmail` that these bytes hold. Never raises, whatever the bytes are."""
    raw = bytes(raw)
    try:
        return read_email(raw)
    except Exception as error:  # an unexpected error: the email is shown as raw text
        return read_damaged(raw, f"unreadable: {type(error).__name__}")


def read_damaged(raw: bytes, problem: str) -> ParsedEmail:
    """Return a `ParsedEmail` of the header alone, if that can be read, and of the raw text."""
    values = {}
    with suppress(Exception):
        values = HeaderReader(headers.read_headers(raw, headers.header_start(raw))).values()
    return ParsedEmail(
        **values, text=charsets.decode_text(raw[:MOST_UNREAD])[0], problems=(problem,)
    )


def read_email(raw: bytes) -> ParsedEmail:
    """Return the `ParsedEmail` of these bytes."""
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    splitter = parts.Splitter(raw, headers.header_start(raw))
    found = splitter.split()
    content = bodies.read_content(raw, found)
    charset = next(filter(None, (part.params.get("charset") for part in found)), "")
    if not charsets.codec_of(charset):  # then guess from the body, which has more text
        charset = guess.guess_charset(b"".join(content.said))
    header = HeaderReader(found[0].headers, charset)
    values = header.values()
    text = "\n\n".join(text.strip("\n") for text in content.texts).strip("\n")
    kind, bounce = read_machine(header, values, text, content)
    html = bodies.html_of(content)
    return ParsedEmail(
        **values,
        text=text,
        html=html,
        attachments=files.with_inline(content.files, html),
        auto=kind,
        bounce=bounce,
        calendar=next(
            filter(None, map(calendar_line.read_calendar_line, content.calendars[:10])), ""
        ),
        problems=tuple(dict.fromkeys(splitter.problems + header.problems + content.problems)),
    )


def read_machine(
    header: "HeaderReader", values: dict[str, Any], text: str, content: Content
) -> tuple[str, Bounce | None]:
    """Return (auto, `Bounce` or None): whether a machine wrote, and what a bounce is about."""
    sender = (values["from_name"], values["from_email"], header.text("sender"))
    kind = auto.read_auto(header.text, sender, values["subject"], text, bool(content.report))
    if kind != BOUNCE:
        return kind, None
    failed = [each.address for each in header.addresses("x-failed-recipients")]
    bounce = bounces.read_bounce(content.report, content.copy, text, b"\n".join(content.said))
    if failed and not content.report:
        bounce = replace(bounce, recipients=tuple(failed[: bounces.MOST_RECIPIENTS]))
    is_receipt = bounce.action in ("delivered", "relayed", "expanded")
    return (AUTO_REPLY if is_receipt else BOUNCE), bounce


class HeaderReader:
    """Reads the fields of an email's own header."""

    def __init__(self, found: headers.Headers, charset: str = "") -> None:
        self.headers, self.charset = found, charset
        self.problems: list[str] = []

    def values(self) -> dict[str, Any]:
        """Return what the header says, by the names of `ParsedEmail`."""
        sender = self.sender()
        thread, problem = ids.thread_ids(self.text("references", ids.MOST_BYTES))
        self.problem(problem)
        return {
            "subject": self.text("subject")[:LONGEST_SUBJECT],
            "from_name": sender.name,
            "from_email": sender.address,
            "reply_to": self.addresses("reply-to"),
            "to": self.addresses("to"),
            "cc": self.addresses("cc"),
            "date": dates.read_date(self.text("date")),
            "received_at": self.received_at(),
            "message_id": ids.first_id(self.text("message-id")),
            "in_reply_to": ids.answered_id(self.text("in-reply-to")),
            "references": thread,
            "return_path": self.return_path(),
            "delivered_to": self.delivered_to(),
            "headers": self.all(),
        }

    def problem(self, word: str) -> None:
        """Remember what was wrong, once."""
        if word and word not in self.problems:
            self.problems.append(word)

    def text(self, name: str, longest: int = LONGEST_VALUE) -> str:
        """Return the decoded text of the first such field."""
        return words.decode_header(self.headers.get(name)[:longest], self.charset)

    def addresses(self, name: str) -> tuple[Address, ...]:
        """Return the addresses of all fields of this name."""
        found, problem = addresses.read_addresses(b", ".join(self.headers.all(name)), self.charset)
        self.problem(problem)
        return found

    def sender(self) -> Address:
        """Return who wrote it: From, or what comes nearest to it."""
        for name in ("from", "reply-to", "sender", "return-path"):
            found = self.addresses(name)
            if found:
                best = next((each for each in found if "@" in each.address), found[0])
                if name == "from":
                    self.problem(self.odd_sender(found, best))
                    return best
                self.problem("no From")
                return Address(self.name() or best.name, best.address)
        return Address(self.name(), "")

    def odd_sender(self, found: Iterable[Address], best: Address) -> str:
        """Return what is odd about a From: mail servers may have checked another address in it."""
        if len({each.address.casefold() for each in found if "@" in each.address}) > 1:
            return "several From"
        plain = b" ".join(self.headers.all("from")).lower()
        return "" if best.address.lower().encode() in plain else "hidden From"

    def name(self) -> str:
        """Return the name in a From that holds no address."""
        return addresses.read_display_name(self.headers.get("from"), self.charset)

    def return_path(self) -> str:
        """Return the sender of the envelope; "<>" (nobody: a bounce) is told apart from ""."""
        raw = self.headers.get("return-path").strip()
        found = self.addresses("return-path")
        return "<>" if raw.replace(b" ", b"") == b"<>" else found[0].address if found else ""

    def delivered_to(self) -> tuple[str, ...]:
        """Return the addresses that servers noted as the real receivers."""
        names = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to")
        found = (address.address for name in names for address in self.addresses(name))
        return tuple(dict.fromkeys(found))[:100]

    def received_at(self) -> datetime | None:
        """Return when the last server on the way took the email."""
        return dates.read_date(self.text("received").rpartition(";")[2])

    def all(self) -> tuple[tuple[str, str], ...]:
        """Return every field as (name, decoded value), as many and as long as anybody reads."""
        fields = self.headers.fields[:MOST_HEADERS]
        return tuple(
            (
                words.header_line(name.decode("latin-1")),
                words.decode_header(value[:LONGEST_VALUE], self.charset),
            )
            for name, value in fields
        )
