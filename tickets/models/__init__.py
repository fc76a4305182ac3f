"""Tickets, what is written on them, and what happened to them."""

from tickets.models.attachment import Attachment, Upload
from tickets.models.dispatch import Dispatch
from tickets.models.event import TicketEvent
from tickets.models.note import Note
from tickets.models.revision import Revision
from tickets.models.tag import Tag
from tickets.models.thread import Message, Recipient, Thread
from tickets.models.ticket import Ticket

__all__ = [
    "Attachment",
    "Note",
    "Dispatch",
    "Message",
    "Recipient",
    "Revision",
    "Tag",
    "Thread",
    "Ticket",
    "TicketEvent",
    "Upload",
]
