"""Incoming emails, the decisions about them, blocked senders, and the mail servers we use."""

from mail.models.blocked import BlockedSender
from mail.models.event import MailEvent
from mail.models.incoming import IncomingEmail
from mail.models.mailbox import Mailbox

__all__ = ["BlockedSender", "IncomingEmail", "MailEvent", "Mailbox"]
