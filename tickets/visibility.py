"""Who sees what; defined here and nowhere else.

A ticket is seen by the person who holds it, by the members of the group that holds it, by every
agent while nobody holds it, and by admins (story, "Who can do what?"). Everything on a
ticket is seen with it, except admins-only notes: agents get no sign that these exist.

Each function returns a `Q`, so that lists and single objects follow the same rule. For rows of a
ticket, `via` is the lookup path to it: `sees_ticket(user, via="ticket__")`.
"""

from django.db.models import Q

NOBODY = Q(pk__in=())
EVERYTHING = Q()


def sees_ticket(user, via=""):
    """Return the `Q` of the tickets that `user` sees, or of rows that reach one by `via`."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    if user.is_admin:
        return EVERYTHING
    return (
        Q(**{f"{via}holder_user": user})
        | Q(**{f"{via}holder_group__in": user.groups.order_by().values("pk")})
        | Q(**{f"{via}holder_user": None, f"{via}holder_group": None})
    )


def reads_note(user, via="", ticket="ticket__"):
    """Return the `Q` of the notes that `user` reads, or of rows that reach one by `via`.

    A row without a note (where `via` leads to null) counts as readable. `ticket` is the lookup
    path from the row itself to the ticket.
    """
    seen = sees_ticket(user, via=ticket)
    if not user.is_authenticated or user.is_admin:
        return seen
    public = Q(**{f"{via}visibility": "TEAM"})
    return seen & (public | Q(**{via.removesuffix("__"): None}) if via else public)
