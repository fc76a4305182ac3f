"""What is written on a ticket; editing a note, and hiding it from agents."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.responses import attempt
from tickets.models import Note
from tickets.models.refusals import NewerArrived
from tickets.ticket.forms.composer import (
    ComposerForm,
    HideForm,
    NoteForm,
)
from tickets.ticket.modes import MODES
from tickets.ticket.page import TicketPage
from tickets.ticket.views.responses import (
    CHANGED,
    COMPOSER,
    TIMELINE,
    changed,
    get_ticket,
    refused,
    show_ticket,
    tell_done,
    updated,
)


def write(request, pk, mode):
    """Write the text of a form: the composer sends its `mode`, the field of a team thread none."""
    data = request.POST.copy()
    is_composer = "mode" in data
    data.setdefault("mode", mode)
    ticket = get_ticket(request, pk)
    if "into" in data:
        return switch(request, ticket, data)
    form = ComposerForm(data, request.FILES, ticket=ticket, by=request.user)
    done = attempt(form, by=request.user)
    if form.errors:
        if not is_composer:
            return refused(request, pk, "answer", form, TIMELINE)
        newer = isinstance(form.refusal, NewerArrived)
        return refused(request, pk, "composer", form, COMPOSER, *[TIMELINE] * newer)
    tell_written(request, MODES[form.cleaned_data["mode"]], *done)
    return updated(request, pk, *CHANGED, *[COMPOSER] * is_composer, at="#timeline-end")


def switch(request, ticket, data):
    """Show the composer as it was sent, but in the thread `into` and with its recipients."""
    data["thread"] = data.pop("into")[-1]
    for name in ("to", "cc"):
        data.pop(name, None)
    form = ComposerForm(data, request.FILES, ticket=ticket, by=request.user)
    form.is_valid()  # keeps the files
    return show_ticket(
        request, TicketPage(ticket, request.user, forms={"composer": form}), COMPOSER
    )


def tell_written(request, mode, written, status_event):
    """Say what was written and which status was set with it, with undo where there is one."""
    words = mode.toast_of(written, request.user)
    if status_event:
        status = status_event.ticket.get_status_display()
        words = _("%(done)s, set to %(status)s") % {"done": words, "status": status}
    if mode.seconds_left(written):
        url = reverse("undo_send", args=[written.thread.ticket_id, written.pk])
        messages.success(request, words, extra_tags=f"undo:{url} typed")
    else:
        tell_done(request, words, status_event)


def view_of(mode):
    """Return the view to which the button of a mode sends the composer."""

    def view(request, pk):
        return write(request, pk, mode.value)

    view.__name__ = view.__qualname__ = mode.url
    return require_POST(view)


def get_note(request, pk, note_id):
    """Return a note with its ticket. Raises Http404 if this person may not read it."""
    ticket = get_ticket(request, pk)
    notes = Note.objects.visible_to(request.user).filter(ticket=ticket)
    note = get_object_or_404(notes, pk=note_id)
    note.ticket = ticket
    return note


@require_http_methods(["GET", "HEAD", "POST"])
def note(request, pk, note_id):
    """Edit a note in place; GET opens the field."""
    note = get_note(request, pk, note_id)
    sent = request.POST if request.method == "POST" else None
    form = NoteForm(sent, note=note, auto_id=f"id_note_{note.pk}_%s")
    if sent is None:
        if not note.may_be_edited_by(request.user):
            raise PermissionDenied
        page = TicketPage(note.ticket, request.user, forms={"note": form})
        return show_ticket(request, page, TIMELINE)
    event = attempt(form, by=request.user)
    if form.errors:
        return refused(request, pk, "note", form, TIMELINE)
    return changed(request, pk, event)


@require_POST
def note_hidden(request, pk, note_id):
    """Turn a team note into one for admins only."""
    form = HideForm(request.POST, note=get_note(request, pk, note_id))
    event = attempt(form, by=request.user)
    if form.errors:
        return refused(request, pk, "hide", form, TIMELINE)
    return changed(request, pk, event)
