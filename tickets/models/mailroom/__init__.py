"""The rows of the mailroom: what came in, what is on its way out, who is not let in."""

from tickets.models.mailroom.blocked import BlockedSender
from tickets.models.mailroom.dispatch import Dispatch
from tickets.models.mailroom.event import MailEvent
from tickets.models.mailroom.incoming import IncomingMail
from tickets.models.mailroom.mailbox import Mailbox

__all__ = ["BlockedSender", "Dispatch", "IncomingMail", "MailEvent", "Mailbox"]
