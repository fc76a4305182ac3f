"""Whose mail is held back."""

from customers.keys import key_of
from tickets.models import BlockedSender


def block_of(address):
    """Return the BlockedSender that an address falls under, or None."""
    key = key_of(address)
    keys = {key, f"@{key.rpartition('@')[2]}"} if "@" in key else set()
    return BlockedSender.objects.filter(key__in=keys, lifted_at=None).first()
