"""What happened on a ticket as people read it: events made into entries, oldest first."""

from tickets.ticket.timeline.entries import Line, Posts, Said
from tickets.ticket.timeline.timeline import SHOWS, Timeline

__all__ = ["SHOWS", "Line", "Posts", "Said", "Timeline"]
