"""Which changes of a ticket are refused, and which need a reason."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from tickets.choices import Status
from tickets.models.refusals import ClosedTicket, ReasonRequired


def refuse_closed(ticket, fields=()):
    """Raise `ClosedTicket` for a closed ticket, unless `fields` only reopen it."""
    if ticket.is_closed and set(fields) != {"status"}:
        raise ClosedTicket(_("#%d is closed. Reopen it to change it.") % ticket.pk)


def require_reason(ticket, by, why, changed):
    """Raise `ReasonRequired` if this change needs a why and has none.

    `changed` maps field names to their new values, only those that really change.
    """
    if why:
        return
    words = reason_asked(ticket, by, changed)
    if words:
        raise ReasonRequired(words)


def reason_asked(ticket, by, changed):
    """Return the question for the reason of `changed`, or "" if no reason is required."""
    new_status = changed.get("status", ticket.status)
    if ticket.is_closed and new_status != Status.CLOSED:
        return _("Why do you reopen it?")
    if new_status == Status.CLOSED and ticket.status not in (Status.CLOSED, Status.RESOLVED):
        return _("Why do you close it? It was not resolved.")
    held_by = ticket.holder
    if "holder" in changed and isinstance(held_by, get_user_model()) and held_by != by:
        return _("Why do you take it from %s?") % held_by
    return ""
