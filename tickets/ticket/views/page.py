"""One ticket: its page, and its timeline alone."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import unsent_forms
from tickets.models import Message
from tickets.search.list_context import ListContext
from tickets.ticket.forms.composer import ComposerForm
from tickets.ticket.page import TicketPage
from tickets.ticket.views.responses import TIMELINE, get_ticket, show_ticket


@require_safe
def ticket(request, pk):
    """The page of a ticket, with text that was typed before its writer had to sign in again.

    `again` is the id of an outgoing email that comes back into the composer.
    """
    ticket, forms = get_ticket(request, pk), {}
    if typed := unsent_forms.take_texts(request):
        forms["composer"] = ComposerForm(typed, ticket=ticket, by=request.user)
        forms["composer"].was_unsent = forms["composer"].is_valid() or True
    again = Message.of_ours(ticket, request.GET.get("again"))
    return show_ticket(request, TicketPage(ticket, request.user, forms=forms, again=again))


@require_safe
def timeline(request, pk):
    """The timeline alone: `show` is all, conversation or events; "all" folds nothing."""
    page = TicketPage(get_ticket(request, pk), request.user, show=request.GET.get("show", "all"))
    return show_ticket(request, page, TIMELINE)


@require_safe
def next_ticket(request, pk):
    """Go to the ticket after this one in the list of the query string."""
    return neighbour(request, pk, backwards=False)


@require_safe
def previous_ticket(request, pk):
    """Go to the ticket before this one in the list of the query string."""
    return neighbour(request, pk, backwards=True)


def neighbour(request, pk, *, backwards):
    """Go to a neighbour, or at the end of the list back to the list, with a message."""
    context = ListContext(request.user, request.GET)
    at = request.GET.get("at", "")
    found = context.listing and context.neighbour(pk, at, backwards=backwards)
    if found:
        return redirect(reverse("ticket", args=[found]) + context.query)
    words = _("That was the first one.") if backwards else _("That was the last one.")
    messages.info(request, words)
    return redirect(context.back)
