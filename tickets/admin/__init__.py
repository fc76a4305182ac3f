"""Tickets and what hangs on them in the Django admin: our verbs, our trail, nothing deleted.

Everybody who comes here is an admin, and sees everything.
"""

from tickets.admin import conversation, ticket, trail

__all__ = ["conversation", "ticket", "trail"]
