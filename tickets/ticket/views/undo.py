"""Undo: found as one's own act, so that it works on a ticket that went out of sight."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.models import TicketEvent
from tickets.models.refusals import UndoRefused
from tickets.ticket.views.responses import (
    CHANGED,
    COMPOSER,
    tell,
    updated,
)


@require_POST
def undo(request, event_id):
    """Take back what the reader did, or for an admin what anybody did."""
    event = get_object_or_404(TicketEvent.done_by(request.user), pk=event_id)
    was_closed = event.ticket.is_closed
    try:
        tell(request, _("Undone"), event.undo(by=request.user))
        status = 200
    except UndoRefused as refusal:
        messages.warning(request, str(refusal))
        status = 409
    parts = [COMPOSER] if event.ticket.is_closed != was_closed else []
    return updated(request, event.ticket_id, *CHANGED, *parts, status=status)
