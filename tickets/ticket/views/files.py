"""Files of a ticket: seen by whoever sees what they are attached to; downloads are recorded."""

from uuid import uuid4

from django.http import FileResponse, HttpResponseNotModified, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import quote_etag
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from core.file_responses import for_people, opened, protected
from core.responses import attempt
from core.zip import zipped
from tickets.models import Attachment
from tickets.ticket.forms.attachments import AttachForm
from tickets.ticket.views.responses import (
    CHANGED,
    CONTEXT,
    get_ticket,
    refused,
    tell_done,
    updated,
)


def get_files(request, pk):
    """Return the files of a ticket that this person may see. Raises Http404 if it is unseen."""
    ticket = get_ticket(request, pk)
    return Attachment.objects.visible_to(request.user).filter(ticket=ticket)


@require_GET
@for_people
def file(request, pk, file_id):
    """One file, shown in the browser if that is safe, else or with `?download` downloaded."""
    found = get_object_or_404(get_files(request, pk), pk=file_id)
    inline = found.opens_inline and "download" not in request.GET
    content = opened(found.file)
    found.record_download(by=request.user)
    kind = found.content_type if inline else "application/octet-stream"
    response = FileResponse(
        content, as_attachment=not inline, filename=found.name, content_type=kind
    )
    response["Content-Length"] = found.size
    return protected(response, found, inline=inline)


@require_GET
def thumbnail(request, pk, file_id):
    """The small picture of an image. It is part of the page, so showing it is not recorded."""
    found = get_object_or_404(get_files(request, pk).exclude(thumbnail=""), pk=file_id)
    if quote_etag(found.sha256) == request.headers.get("If-None-Match"):
        return HttpResponseNotModified()
    response = FileResponse(opened(found.thumbnail), content_type="image/png")
    return protected(response, found, inline=True)


@require_GET
@for_people
def files_zip(request, pk):
    """All files of the ticket that this person may see, as one zip made while it is sent."""
    found, batch = list(get_files(request, pk).select_related("note", "message")), uuid4()
    for each in found:
        each.record_download(by=request.user, batch=batch)
    response = StreamingHttpResponse(zipped(found), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="ticket-{pk}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def attachments(request, pk):
    """Add files to the ticket itself."""
    ticket = get_ticket(request, pk)
    form = AttachForm(request.POST, request.FILES, ticket=ticket, by=request.user)
    added = attempt(form, by=request.user)
    if form.errors:
        return refused(request, pk, "attachments", form, CONTEXT)
    tell_done(request, ngettext("%d file added", "%d files added", len(added)) % len(added))
    return updated(request, pk, *CHANGED)
