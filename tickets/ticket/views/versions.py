"""The earlier versions of a text: a page, and for htmx a dialog over the ticket."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from core.responses import show
from tickets.models import Note
from tickets.ticket.versions import Versions
from tickets.ticket.views.responses import get_ticket


@require_safe
def text_versions(request, pk, field):
    """Show the versions of the subject or the description."""
    ticket = get_ticket(request, pk)
    return show_versions(request, Versions(ticket, request.user, field, params=request.GET.items()))


@require_safe
def note_versions(request, pk, note_id):
    """Show the versions of a note. Raises Http404 for one that this person may not read."""
    ticket = get_ticket(request, pk)
    notes = Note.objects.visible_to(request.user).select_related("author")
    note = get_object_or_404(notes.filter(ticket=ticket), pk=note_id)
    params = request.GET.items()
    return show_versions(request, Versions(ticket, request.user, "body", note=note, params=params))


def show_versions(request, versions):
    """Return the page or the dialog of one text's versions."""
    context = {"versions": versions, "ticket": versions.ticket}
    return show(
        request, "tickets/ticket/versions.html", "tickets/ticket/_versions_dialog.html", context
    )
