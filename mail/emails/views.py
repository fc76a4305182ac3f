"""An email that came in: its three views, its HTML in a frame, its pictures, and its bytes."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils.http import quote_etag
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_safe

from core.file_responses import for_people, opened, protected
from core.responses import show
from mail.emails.page import EmailPage
from tickets.models import Attachment, Message
from tickets.ticket.views.responses import get_ticket

FRAME = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data: {images}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
)
"""The policy of the frame. It may share our origin, so that its pictures are asked for with our
cookie and its height can be read, because nothing in it ever runs: no script is allowed, twice."""

REMOTE = "remote"


def email_page(request, pk, message_id, view="email"):
    """Return the `EmailPage` of an email that came in. Raises Http404 for an unseen one."""
    ticket = get_ticket(request, pk)
    messages = Message.objects.visible_to(request.user).filter(thread__ticket=ticket)
    emails = messages.filter(kind=Message.Kind.EMAIL, direction=Message.Direction.IN)
    rows = emails.select_related("author_customer", "thread")
    message = get_object_or_404(rows, pk=message_id)
    return EmailPage(ticket, message, view, remote=request.GET.get("images") == REMOTE)


@require_safe
def email(request, pk, message_id, view="email"):
    """Show an email in one of its views; htmx gets it into its place in the timeline."""
    page = email_page(request, pk, message_id, view)
    context = {"email": page, "message": page.message, "ticket": page.ticket, "view": view}
    response = show(request, "mail/emails/email.html", "mail/emails/_text.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@xframe_options_sameorigin
def email_frame(request, pk, message_id):
    """The HTML of an email alone: it runs nothing and loads nothing remote unless asked for."""
    page = email_page(request, pk, message_id)
    if not page.parsed.html:
        raise Http404("This email has no HTML.")
    response = render(request, "mail/emails/frame.html", {"email": page})
    images = request.build_absolute_uri(page.images_address) + " https:" * page.remote
    response["Content-Security-Policy"] = FRAME.format(images=images)
    response["Referrer-Policy"] = "no-referrer"
    response["X-DNS-Prefetch-Control"] = "off"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def email_image(request, pk, message_id, file_id):
    """A picture that stands in the email. It is part of the email, so it is not on record."""
    page = email_page(request, pk, message_id)
    files = Attachment.objects.visible_to(request.user).filter(message=page.message)
    found = get_object_or_404(files.exclude(content_id=""), pk=file_id)
    if not (found.opens_inline and found.content_type.startswith("image/")):
        raise Http404("This file is no picture.")
    response = FileResponse(
        opened(found.file), filename=found.name, content_type=found.content_type
    )
    response["Content-Length"] = found.size
    response["ETag"] = quote_etag(found.sha256)
    return protected(response, found, inline=True)


@require_GET
@for_people
def email_eml(request, pk, message_id):
    """The email as it came, byte for byte, as a file."""
    page = email_page(request, pk, message_id)
    name = f"ticket-{pk}-mail-{message_id}.eml"
    try:
        bytes_of_it = page.stored.raw.open("rb")
    except (OSError, ValueError) as error:
        raise Http404("The original of this message is gone.") from error
    page.message.record_download(by=request.user, name=name)
    response = FileResponse(
        bytes_of_it, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
