"""Taking an unassigned ticket."""

from django.contrib import messages
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.refusals import Refusal, Unseen
from core.responses import SeeOther, is_our_path
from tickets.forms.take_proof import was_shown
from tickets.models import Ticket
from tickets.models.refusals import Taken
from tickets.queue.listing import Listing
from tickets.queue.views import show_listing


@require_POST
def take(request, pk):
    """Assign the ticket to the person; 409 with a sentence if somebody was faster.

    `next` is the path that the person was on; `shown` the proof of `tickets.forms.take_proof`.
    """
    ticket = ticket_to_take(request, pk)
    try:
        event = ticket.take(by=request.user)
    except Taken as taken:
        return too_late(request, taken)
    except (Refusal, Unseen) as refusal:  # it was shown, but went to somebody long ago
        messages.error(request, refusal.words)
        return SeeOther(return_path(request))
    if event:
        words = _("You took #%(number)d") % {"number": pk}
        messages.success(request, words, extra_tags=f"undo:{reverse('undo', args=[event.pk])}")
    return SeeOther(return_path(request))


def ticket_to_take(request, pk):
    """Return a ticket that the person sees, or was shown before it was taken. Raises Http404."""
    ticket = Ticket.objects.visible_to(request.user).filter(pk=pk).first()
    if ticket is None and was_shown(request.user, pk, request.POST.get("shown", "")):
        ticket = Ticket.objects.filter(pk=pk).first()
    if ticket is None:
        raise Http404
    return ticket


def too_late(request, taken):
    """Return 409: who has it and since when, above the list that the person was looking at."""
    path, _mark, query = return_path(request).partition("?")
    params = QueryDict(query.partition("#")[0]) if path == reverse("queue") else {}
    words = too_late_in_words(taken)
    return show_listing(request, Listing(request.user, params), status=409, too_late=words)


def too_late_in_words(taken):
    """Return "Maria took it first, at 10:02."."""
    event = taken.event
    if event is None:
        return taken.words
    facts = {"who": taken.theirs, "when": date_format(localtime(event.at), "H:i")}
    if event.kind == "taken":
        return _("%(who)s took it first, at %(when)s.") % facts
    return _("It was assigned to %(who)s at %(when)s.") % facts


def return_path(request):
    """Return the path that the person came from if it is one of ours, else the queue."""
    path = request.POST.get("next", "")
    return path if is_our_path(path) else reverse("queue")
