"""The whole trail: the events of tickets, customers and people as one list, for admins."""

from tickets.trail.entries import Entry
from tickets.trail.sources import KINDS, SOURCES
from tickets.trail.trail import Place, Trail

__all__ = ["KINDS", "SOURCES", "Entry", "Place", "Trail"]
