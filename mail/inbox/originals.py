"""Downloads of an email: the original and its files. Each download is recorded."""

from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from core.file_responses import downloaded, for_people
from core.file_types import clean_name
from core.refusals import Refusal
from mail.inbox.views import get_email
from mail.incoming.deciding import record
from mail.incoming.decisions import parsed_or_refused

KIND = "application/octet-stream"


def put_on_record(request, email, name):
    """Record on the trail who downloaded what of an email."""
    changes = {"file": {"old": None, "new": name}}
    record("downloaded", by=request.user, email=email, changes=changes)


@require_GET
@for_people
def inbox_original(request, pk):
    """The email, byte by byte. 404 where its bytes are not here."""
    email = get_email(request, pk)
    try:
        file = email.raw.open("rb") if email.raw else None
    except OSError as problem:
        raise Http404 from problem
    if file is None:
        raise Http404
    name = f"mail-{pk}.eml"
    put_on_record(request, email, name)
    response = FileResponse(file, as_attachment=True, filename=name, content_type=KIND)
    response["Content-Length"] = email.size
    return downloaded(response)


@require_GET
@for_people
def inbox_attachment(request, pk, number):
    """One file of an email that is in no ticket; always downloaded, never opened."""
    email = get_email(request, pk)
    try:
        part = parsed_or_refused(email).attachments[number]
    except (Refusal, IndexError) as problem:
        raise Http404 from problem
    name = clean_name(part.name)
    put_on_record(request, email, name)
    response = HttpResponse(part.data, content_type=KIND)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return downloaded(response)
