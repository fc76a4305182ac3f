"""Who works here, and what happened to them."""

from accounts.models.append_only import AppendOnlyModel, AppendOnlyQuerySet
from accounts.models.event import WHY_MAX, AccountEvent, Event, EventQuerySet, clean_why
from accounts.models.user import User, email_key

__all__ = [
    "WHY_MAX",
    "AccountEvent",
    "AppendOnlyModel",
    "AppendOnlyQuerySet",
    "Event",
    "EventQuerySet",
    "User",
    "clean_why",
    "email_key",
]
