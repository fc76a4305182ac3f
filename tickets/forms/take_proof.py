"""Signed proof that a person was shown tickets while nobody held them.

A person who takes a ticket a second too late may no longer see it, and would get a 404. With this
proof they are told who has it; it holds only for the tickets that were on the page.
"""

from django.core import signing

SALT = "tickets.shown"
VALID_FOR = 60 * 60


def proof_of(user, tickets):
    """Return the proof that `user` was just shown `tickets` as unassigned."""
    return signing.dumps([user.pk, *(ticket.pk for ticket in tickets)], salt=SALT)


def was_shown(user, pk, proof):
    """Whether the proof says that `user` was shown ticket `pk` within the last hour."""
    try:
        shown_to, *pks = signing.loads(proof, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return False
    return shown_to == user.pk and pk in pks
