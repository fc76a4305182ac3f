"""What happened on a ticket as people read it: events made into entries, oldest first."""

from tickets.timeline.entries import Line, Posts, Said
from tickets.timeline.timeline import SHOWS, Timeline

__all__ = ["SHOWS", "Line", "Posts", "Said", "Timeline"]
