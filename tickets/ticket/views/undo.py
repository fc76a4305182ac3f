"""Undo: found among one's own events, so that it works on a ticket one can no longer see."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tickets.models import TicketEvent
from tickets.models.refusals import UndoRefused
from tickets.ticket.views.responses import (
    CHANGED,
    COMPOSER,
    done_in_words,
    tell_done,
    updated,
)


@require_POST
def undo(request, event_id):
    """Undo what this person did, or for an admin what anybody did."""
    event = get_object_or_404(TicketEvent.done_by(request.user), pk=event_id)
    was_closed = event.ticket.is_closed
    try:
        undone = event.undo(by=request.user)
        tell_done(request, _("Undone: %s") % done_in_words(undone), undone)
        status = 200
    except UndoRefused as refusal:
        messages.warning(request, str(refusal))
        status = 409
    parts = [COMPOSER] if event.ticket.is_closed != was_closed else []
    return updated(request, event.ticket_id, *CHANGED, *parts, status=status)
