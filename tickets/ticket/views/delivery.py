"""What becomes of a mail after it was written: taken back, tried again, written anew."""

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
    show,
    tell,
    updated,
)


def get_mail(request, pk, message_id, *, own=False):
    """Return a mail of ours with its ticket. Raises Http404 if this person does not see it.

    With `own` the writer finds it on a ticket that went out of their sight, too.
    """
    mails = Message.objects.visible_to(request.user)
    if own:
        mails |= Message.written_by(request.user)
    mails = mails.filter(thread__ticket=pk).exclude(delivery="")
    return get_object_or_404(mails.select_related("thread__ticket", "dispatch"), pk=message_id)


def attempt(verb, request):
    """Call a verb of a mail; return its event, or None where it was refused: that is told.

    Raises `Unseen` (404) and `NotAllowed` (403) for what is not theirs to see or to change.
    """
    try:
        return verb(by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return None


@require_POST
def undo_send(request, pk, message_id):
    """Stop a mail before it goes out, and put its words back into the composer."""
    mail = get_mail(request, pk, message_id, own=True)
    if attempt(mail.take_back, request) is None:
        return updated(request, pk, *CHANGED, status=409)
    messages.success(request, _("Taken back. It was not sent."))
    return write_again(request, mail)


@require_POST
def email_retry(request, pk, message_id):
    """Send a mail that failed once more."""
    mail = get_mail(request, pk, message_id)
    if attempt(mail.retry, request) is None:
        return updated(request, pk, *CHANGED, status=409)
    tell(request, _("Mail queued once more"))
    return updated(request, pk, *CHANGED)


@require_POST
def email_again(request, pk, message_id):
    """Put the words, people and files of a mail that failed back into the composer."""
    mail = get_mail(request, pk, message_id)
    if not mail.may_be_written_anew:
        messages.warning(request, _("Somebody wrote this mail anew already, or it has gone out."))
        return updated(request, pk, *CHANGED, status=409)
    return write_again(request, mail)


def write_again(request, mail):
    """Answer with the composer that holds a mail again; what was typed meanwhile stays below."""
    pk = mail.thread.ticket_id
    ticket = Ticket.objects.visible_to(request.user).for_page().filter(pk=pk).first()
    url = reverse("ticket", args=[pk])
    if ticket is None or ticket.is_closed:  # nothing is written there
        return updated(request, pk, *CHANGED)
    if not (request.htmx and on_page(request, url)):
        return leave_for(request, f"{url}?again={mail.pk}#composer")
    page = TicketPage(ticket, request.user, again=mail)
    page.composer.typed_meanwhile = request.POST.get("body", "")
    return show(request, page, *CHANGED, COMPOSER)


@require_safe
def email_state(request, pk, message_id):
    """How far a mail has come: asked for by its own line while it is on its way."""
    get_ticket(request, pk)
    mail = get_mail(request, pk, message_id)
    context = {"message": mail, "ticket": mail.thread.ticket}
    return render(request, "tickets/ticket/entries/_delivery.html", context)
