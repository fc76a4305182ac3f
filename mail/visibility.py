"""Who reads which incoming email: the one place, built on who sees which ticket."""

from django.db.models import Q

from tickets.visibility import EVERYTHING, NOBODY, sees_ticket


def sees_email(user, via=""):
    """Return the `Q` of the incoming emails that `user` reads, or of rows that reach one by `via`.

    Email without a home is everybody's work, as an unassigned ticket is; email that belongs to a
    ticket, or may belong to it, is read by whoever sees that ticket.
    """
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    if user.is_admin:
        return EVERYTHING
    return Q(**{f"{via}ticket": None}) | sees_ticket(user, via=f"{via}ticket__")
