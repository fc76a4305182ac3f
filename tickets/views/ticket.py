"""One ticket: its page, and its timeline alone."""

from django.views.decorators.http import require_safe

from accounts import stash
from tickets.forms.conversation import ComposerForm
from tickets.page import TicketPage
from tickets.views.answers import TIMELINE, get_ticket, show


@require_safe
def ticket(request, pk):
    """The page of a ticket, with what was typed before its writer had to sign in again."""
    ticket, forms = get_ticket(request, pk), {}
    if typed := stash.take(request):
        forms["composer"] = ComposerForm(typed, ticket=ticket, by=request.user)
        forms["composer"].was_stashed = forms["composer"].is_valid() or True
    return show(request, TicketPage(ticket, request.user, forms=forms))


@require_safe
def timeline(request, pk):
    """The timeline: `show` is all, conversation or events; "all" folds nothing."""
    page = TicketPage(get_ticket(request, pk), request.user, show=request.GET.get("show", "all"))
    return show(request, page, TIMELINE)
