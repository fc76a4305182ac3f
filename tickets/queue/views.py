"""The queue: the tickets that a person may see, by the query line."""

from django.contrib.messages import get_messages
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from django_htmx.http import push_url, reswap, retarget, trigger_client_event

from core.responses import show
from tickets.queue.counts import rail_counts
from tickets.queue.forms import PickForm, SuggestForm
from tickets.queue.listing import Listing
from tickets.queue.menus import found_items
from tickets.search.built_in_views import MINE
from tickets.search.suggest import completions


@require_safe
def home(request):
    """The first page after signing in: the tickets that one holds."""
    return redirect(f"{reverse('queue')}?{MINE.address()}")


@require_safe
def queue(request):
    """The tickets of a query line; without one, all that are open.

    `key` and `value` come from the field of a menu and are put into the line first.
    """
    pick = PickForm(request.GET)
    if pick.is_valid():
        return redirect(f"{reverse('queue')}?{pick.line.address()}")
    return show_listing(request, Listing(request.user, request.GET))


def show_listing(request, listing, status=200, **context):
    """Show a listing, or 422 with the mistakes of its line; htmx then keeps the rows it has."""
    # The rail asks for the groups too: once is enough.
    prefetch_related_objects([listing.user], "groups")
    context |= {"listing": listing, "nav": listing.built_in.key if listing.built_in else "queue"}
    if listing.mistakes and request.htmx:
        response = render(request, "tickets/queue/_query_mistakes.html", context, status=422)
        return push_url(reswap(retarget(response, "#query-mistakes"), "outerHTML"), False)
    status = 422 if listing.mistakes else status
    has_messages = bool(len(get_messages(request)))
    response = show(
        request, "tickets/queue/queue.html", "tickets/queue/_queue_swap.html", context, status
    )
    # A message means that a ticket was changed: the rail counts again.
    return trigger_client_event(response, "counts") if has_messages and request.htmx else response


@require_safe
def nav_counts(request):
    """How many tickets each built-in view has; the rail asks after the rows have arrived."""
    prefetch_related_objects([request.user], "groups")
    return render(request, "ui/_nav_counts.html", {"counts": rail_counts(request.user)})


@require_safe
def queue_suggest(request):
    """Completions at the cursor (`q`, `at`), or what the `value` of a menu's `key` finds."""
    form = SuggestForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"q": "", "at": 0, "key": "", "value": ""}
    if asked["key"]:
        items = found_items(asked["key"], asked["q"], asked["value"], request.user)
        return render(
            request, "tickets/queue/_menu_found.html", {"key": asked["key"], "items": items}
        )
    at = len(asked["q"]) if asked["at"] is None else asked["at"]
    found = completions(asked["q"], at, request.user)
    return render(request, "tickets/queue/_suggestions.html", {"completions": found})
