"""Read a raw mail, whatever is wrong with it: `parse(raw)` gives a `Mail` and never raises."""

from .mail import AUTO_REPLY, BOUNCE, LIST, NOT_AUTO, Address, Attachment, Bounce, Mail
from .reading import parse

__all__ = [
    "AUTO_REPLY", "BOUNCE", "LIST", "NOT_AUTO",
    "Address", "Attachment", "Bounce", "Mail", "parse",
]  # fmt: skip
