"""Who may read which incoming email; defined only here, based on who sees which ticket."""

from django.db.models import Q

from tickets.visibility import EVERYTHING, NOBODY, sees_ticket


def sees_email(user, via=""):
    """Return the `Q` of the incoming emails that `user` reads, or of rows that reach one by `via`.

    Everybody may read an email without a ticket, just as everybody sees an unassigned ticket.
    Whoever sees a ticket may read the emails that belong to it or may belong to it.
    """
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    if user.is_admin:
        return EVERYTHING
    return Q(**{f"{via}ticket": None}) | sees_ticket(user, via=f"{via}ticket__")
