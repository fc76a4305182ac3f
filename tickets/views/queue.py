"""The queue: tickets one may see, by the query line."""

from django.contrib.messages import get_messages
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from accounts.answers import show
from tickets.listing import Listing
from tickets.listing.standing import MINE


@require_safe
def home(request):
    """The first page after signing in: what one holds oneself."""
    return redirect(f"{reverse('queue')}?{Listing(request.user, {}).address(MINE)}")


@require_safe
def queue(request):
    """The tickets of a line; without a line, all that are open."""
    return answer(request, Listing(request.user, request.GET))


def answer(request, listing, status=200, **context):
    """Show a listing; 422 with its mistakes marked if its line is wrong."""
    # The rail asks for the groups too: once is enough.
    prefetch_related_objects([listing.user], "groups")
    nav = listing.standing.key if listing.standing else "queue"
    context |= {"listing": listing, "nav": nav}
    status = 422 if listing.mistakes else status
    news = bool(len(get_messages(request)))
    response = show(request, "tickets/queue.html", "tickets/_queue_swap.html", context, status)
    # Whatever there is to say, somebody changed a ticket: the rail counts again.
    return trigger_client_event(response, "counts") if news and request.htmx else response
