"""Email that came in, what people decided on it, blocked senders, and the servers we talk to."""

from mail.models.blocked import BlockedSender
from mail.models.event import MailEvent
from mail.models.incoming import IncomingEmail
from mail.models.mailbox import Mailbox

__all__ = ["BlockedSender", "IncomingEmail", "MailEvent", "Mailbox"]
