"""Email on its way out: `send_due()` sends what is due, `compose(message)` makes an email of it."""

from mail.outgoing.composing import compose
from mail.outgoing.sending import send_due

__all__ = ["compose", "send_due"]
