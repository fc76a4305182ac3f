"""The inbox as a page: the list, the mail that is read, what it may belong to, what was decided."""

from tickets.triage.decided import DecidedPage
from tickets.triage.listing import Triage
from tickets.triage.preview import Preview

__all__ = ["DecidedPage", "Preview", "Triage"]
