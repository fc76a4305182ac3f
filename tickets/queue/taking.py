"""Taking a ticket that nobody holds."""

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
from tickets.queue.views import answer


@require_POST
def take(request, pk):
    """Give the ticket to whoever asks; 409 with words if somebody was faster.

    `next` is where the person was, a path of ours; `shown` the proof of `tickets.forms.take_proof`.
    """
    ticket = seen_or_shown(request, pk)
    try:
        event = ticket.take(by=request.user)
    except Taken as taken:
        return too_late(request, taken)
    except (Refusal, Unseen) as refusal:  # it was shown, and went to somebody long ago
        messages.error(request, refusal.words)
        return SeeOther(place(request))
    if event:
        words = _("You took #%(number)d") % {"number": pk}
        messages.success(request, words, extra_tags=f"undo:{reverse('undo', args=[event.pk])}")
    return SeeOther(place(request))


def seen_or_shown(request, pk):
    """Return a ticket that the person sees, or was shown before another took it; or raise 404."""
    ticket = Ticket.objects.visible_to(request.user).filter(pk=pk).first()
    if ticket is None and was_shown(request.user, pk, request.POST.get("shown", "")):
        ticket = Ticket.objects.filter(pk=pk).first()
    if ticket is None:
        raise Http404
    return ticket


def too_late(request, taken):
    """Answer 409: who has it and since when, above the list the person was looking at."""
    path, _mark, query = place(request).partition("?")
    params = QueryDict(query.partition("#")[0]) if path == reverse("queue") else {}
    return answer(request, Listing(request.user, params), status=409, too_late=words_of(taken))


def words_of(taken):
    """Return "Maria took it at 10:02. You did not get it."."""
    event = taken.event
    if event is None:
        return taken.words
    facts = {"who": taken.theirs, "when": date_format(localtime(event.at), "H:i")}
    if event.kind == "taken":
        return _("%(who)s took it at %(when)s. You did not get it.") % facts
    return _("It was given to %(who)s at %(when)s. You did not get it.") % facts


def place(request):
    """Return the path on which the person pressed the button, if it is one of ours."""
    path = request.POST.get("next", "")
    return path if is_our_path(path) else reverse("queue")
