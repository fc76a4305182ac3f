"""Who works here, and what happened to them."""

from accounts.models.event import WHY_MAX, AccountEvent, Event, EventQuerySet
from accounts.models.user import User, email_key

__all__ = ["WHY_MAX", "AccountEvent", "Event", "EventQuerySet", "User", "email_key"]
