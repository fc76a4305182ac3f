"""The timeline of a ticket: its events grouped into entries, oldest first."""

from tickets.ticket.timeline.entries import ChangeEntry, TeamThreadEntry, TextEntry
from tickets.ticket.timeline.timeline import SHOWS, Timeline

__all__ = ["SHOWS", "ChangeEntry", "TeamThreadEntry", "TextEntry", "Timeline"]
