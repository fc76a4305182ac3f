"""Outgoing emails: `compose(message)` makes an email, `send_due()` sends those that are due."""

from mail.outgoing.composing import compose
from mail.outgoing.sending import send_due

__all__ = ["compose", "send_due"]
