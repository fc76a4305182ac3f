"""Who works here, and what happened to them."""

from accounts.models.event import AccountEvent
from accounts.models.user import User

__all__ = ["AccountEvent", "User"]
