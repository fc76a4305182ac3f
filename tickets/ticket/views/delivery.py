"""What people do about an email they sent: undo sending, try again, edit and send again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.refusals import Refusal
from tickets.models import Message, Ticket
from tickets.ticket.page import TicketPage
from tickets.ticket.views.responses import (
    CHANGED,
    COMPOSER,
    get_ticket,
    leave_for,
    on_page,
    show_ticket,
    tell_done,
    updated,
)


def get_sent_email(request, pk, message_id, *, own=False):
    """Return an outgoing email with its ticket. Raises Http404 if this person may not see it.

    With `own` its writer also finds it on a ticket that they can no longer see.
    """
    emails = Message.objects.visible_to(request.user)
    if own:
        emails |= Message.written_by(request.user)
    emails = emails.filter(thread__ticket=pk).exclude(delivery="")
    return get_object_or_404(emails.select_related("thread__ticket", "dispatch"), pk=message_id)


def event_of(verb, request):
    """Call a verb of an email; return its event, or None if it was refused, with a message.

    Raises `Unseen` (404) and `NotAllowed` (403) for what is not theirs to see or to change.
    """
    try:
        return verb(by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return None


@require_POST
def undo_send(request, pk, message_id):
    """Stop an email before it goes out, and put its text back into the composer."""
    email = get_sent_email(request, pk, message_id, own=True)
    if event_of(email.take_back, request) is None:
        return updated(request, pk, *CHANGED, status=409)
    messages.success(request, _("Sending undone. The email was not sent."))
    return write_again(request, email)


@require_POST
def email_retry(request, pk, message_id):
    """Send an email that failed again."""
    email = get_sent_email(request, pk, message_id)
    if event_of(email.retry, request) is None:
        return updated(request, pk, *CHANGED, status=409)
    tell_done(request, _("Email queued again"))
    return updated(request, pk, *CHANGED)


@require_POST
def email_again(request, pk, message_id):
    """Put text, recipients and files of an email that failed back into the composer."""
    email = get_sent_email(request, pk, message_id)
    if not email.may_be_written_anew:
        messages.warning(
            request, _("This email was already replaced by a new one, or it was sent.")
        )
        return updated(request, pk, *CHANGED, status=409)
    return write_again(request, email)


def write_again(request, email):
    """Return the composer with the email in it; text typed meanwhile stays below it."""
    pk = email.thread.ticket_id
    ticket = Ticket.objects.visible_to(request.user).for_page().filter(pk=pk).first()
    url = reverse("ticket", args=[pk])
    if ticket is None or ticket.is_closed:  # nothing is written there
        return updated(request, pk, *CHANGED)
    if not (request.htmx and on_page(request, url)):
        return leave_for(request, f"{url}?again={email.pk}#composer")
    page = TicketPage(ticket, request.user, again=email)
    page.composer.typed_meanwhile = request.POST.get("body", "")
    return show_ticket(request, page, *CHANGED, COMPOSER)


@require_safe
def email_state(request, pk, message_id):
    """The delivery of an email; its line on the page asks again while that is not final."""
    get_ticket(request, pk)
    email = get_sent_email(request, pk, message_id)
    context = {"message": email, "ticket": email.thread.ticket}
    return render(request, "tickets/ticket/entries/_delivery.html", context)
