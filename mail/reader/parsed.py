"""The result of reading an email: plain immutable values, without Django and without files.

Every text in here is safe to store: it contains no NUL and no lone surrogate. Texts from a header
contain no control characters either.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

# What `ParsedEmail.auto` may say about an email that no person wrote to us.
BOUNCE = "bounce"
AUTO_REPLY = "auto-reply"
LIST = "list"
NOT_AUTO = ""


class Address(NamedTuple):
    """One mailbox: the name that is shown, and `local@domain`; either may be empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class ParsedAttachment:
    """A file that came with an email.

    `name` is never empty and never a path. `content_id` stands without its angle brackets.
    `inline` says that the sender meant it to be seen inside the text.
    """

    name: str
    content_type: str
    data: bytes
    content_id: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a mail server says about an email that it could not deliver (or only later).

    `action` is a word of RFC 3464: failed, delayed, delivered, relayed, expanded.
    `status` is an enhanced status code such as 5.1.1. `message_id` and `subject` are those of
    the email that failed, as far as the bounce repeats them.
    """

    recipients: tuple[str, ...] = ()
    action: str = "failed"
    status: str = ""
    diagnostic: str = ""
    message_id: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class ParsedEmail:
    """One email as people would understand it; missing values are empty or None.

    `text` is always filled when the email shows anything: it is made of the HTML where there is
    no plain text. `html` is raw and may be malicious. Message-IDs have no angle brackets.
    `auto` is one of BOUNCE, AUTO_REPLY, LIST and NOT_AUTO. `headers` are (name, decoded value)
    in their order; `delivered_to` are the addresses of the envelope that servers wrote down.
    `received_at` is when the last server took the email. `problems` are short words on what was
    wrong with it and on what was cut.
    """

    subject: str = ""
    from_name: str = ""
    from_email: str = ""
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    date: datetime | None = None
    received_at: datetime | None = None
    message_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    text: str = ""
    html: str = ""
    attachments: tuple[ParsedAttachment, ...] = ()
    auto: str = NOT_AUTO
    bounce: Bounce | None = None
    calendar: str = ""
    return_path: str = ""
    delivered_to: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()
