"""What a mail server says about an email it could not deliver: RFC 3464, or plain sentences."""

import re
from collections.abc import Iterator
from typing import Any

from . import (
    bounce_texts,
    headers,
    ids,
    words,
)
from .parsed import Bounce

MOST_BLOCKS = 200
MOST_RECIPIENTS = 100
LONGEST_DIAGNOSTIC = 2_000
ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")

_BLANK_LINES = re.compile(rb"(?:\r*\n[ \t]*)(?:\r*\n[ \t]*)+")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_COPY_ID = re.compile(rb"^[> \t]*Message-ID:\s*(<[^<>\s]{1,900}>)", re.M | re.I)
_COPY_SUBJECT = re.compile(rb"^[> \t]*Subject:[ \t]*([^\r\n]{1,1000})", re.M | re.I)


def read_bounce(report: bytes, copy: bytes, text: str, raw_text: bytes) -> Bounce:
    """Return the `Bounce` of what an email holds.

    `report` are the bytes of its message/delivery-status or b"", `copy` those of the returned email
    or of its header, `text` is what the server says to people, `raw_text` the same as bytes.
    """
    found = read_report(report) if report else {}
    said = bounce_texts.read_bounce_text(text)
    fields = headers.read_headers(copy) if copy else None
    message_id = fields.get("message-id") if fields else b""
    subject = fields.get("subject") if fields else b""
    message_id = message_id or first_group(_COPY_ID, raw_text)
    return Bounce(
        recipients=tuple(found.get("recipients") or said.recipients)[:MOST_RECIPIENTS],
        action=found.get("action") or said.action,
        status=found.get("status") or said.status,
        diagnostic=(found.get("diagnostic") or said.diagnostic)[:LONGEST_DIAGNOSTIC],
        message_id=ids.first_id(words.decode_header(message_id[:2_000])),
        subject=words.decode_header((subject or first_group(_COPY_SUBJECT, raw_text))[:2_000]),
    )


def first_group(pattern: re.Pattern[bytes], data: bytes) -> bytes:
    """Return what the first match holds, or b""."""
    match = pattern.search(data)
    return match[1] if match else b""


def read_report(report: bytes) -> dict[str, Any]:
    """Return the recipients, action, status and diagnostic of a delivery status report.

    Where recipients fared differently, those that failed count.
    """
    per_recipient = [fields for fields in report_blocks(report) if is_recipient(fields)]
    actions = [report_value(fields, "action").lower() for fields in per_recipient]
    action = next((word for word in ACTIONS if word in actions), "")
    chosen = [
        fields
        for fields, its_action in zip(per_recipient, actions, strict=True)
        if its_action == action or action not in ACTIONS
    ]
    if not chosen:
        return {}
    status = next(filter(None, (report_value(fields, "status") for fields in chosen)), "")
    match = _STATUS.search(status)
    diagnostics = (without_type(report_value(fields, "diagnostic-code")) for fields in chosen)
    return {
        "recipients": list(dict.fromkeys(filter(None, map(report_recipient, chosen)))),
        "action": action,
        "status": match[1] if match else "",
        "diagnostic": next(filter(None, diagnostics), ""),
    }


def report_blocks(report: bytes) -> Iterator[headers.Headers]:
    """Yield the `Headers` of every block of lines in a delivery status."""
    for block in _BLANK_LINES.split(report.strip(), MOST_BLOCKS)[:MOST_BLOCKS]:
        yield headers.read_headers(block)


def is_recipient(fields: headers.Headers) -> bool:
    """Tell whether a block is about one recipient."""
    return bool(fields.get("final-recipient") or fields.get("original-recipient"))


def report_value(fields: headers.Headers, name: str) -> str:
    """Return the text of one field."""
    return words.decode_header(fields.get(name)[:5_000])


def without_type(text: str) -> str:
    """Return "smtp; 550 no such user" without its type."""
    kind, mark, rest = text.partition(";")
    return rest.strip() if mark and len(kind) < 20 and " " not in kind.strip() else text


def report_recipient(fields: headers.Headers) -> str:
    """Return the address a block is about: the one we wrote to before the one it became."""
    for name in ("original-recipient", "final-recipient"):
        address = without_type(report_value(fields, name)).strip("<> \"'")
        if match := re.search(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+", address[:500]):
            return match[0]
    return ""
