"""The responses of a ticket's page: here refusals become status codes.

Not visible 404 · not allowed 403 · changed or written meanwhile 409 · otherwise refused 422.
A plain form gets the whole page, or a redirect (303); htmx gets the parts that changed, each by
its id.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh, trigger_client_event

from core.responses import go, is_our_path
from tickets.models import Ticket
from tickets.models.refusals import Conflict, NewerArrived
from tickets.properties import PROPERTIES
from tickets.search.list_context import ListContext, params_of
from tickets.ticket.page import TicketPage

HEAD, TIMELINE, CONTEXT, COMPOSER = "head", "timeline", "context", "composer"
CHANGED = (HEAD, TIMELINE, CONTEXT)
"""The parts that show a change of a property."""


def get_ticket(request, pk):
    """Return the ticket with its people. Raises Http404 if this person may not see it."""
    return get_object_or_404(Ticket.objects.visible_to(request.user).for_page(), pk=pk)


def status_of(form):
    """Return the status code for a form that was refused."""
    return 409 if isinstance(form.refusal, Conflict | NewerArrived) else 422


def show_ticket(request, page, *parts, status=200):
    """Return the page, or for htmx `parts` of it."""
    page.list_context = ListContext(request.user, params_of(request))
    context = {"page": page, "ticket": page.ticket, "parts": parts}
    partial = request.htmx and parts
    template = "tickets/ticket/_parts.html" if partial else "tickets/ticket/ticket.html"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def refused(request, pk, name, form, *parts):
    """Return the page as it is now, with the refused `form` as it was sent."""
    ticket = get_ticket(request, pk)
    form.ticket = ticket
    page = TicketPage(ticket, request.user, forms={name: form})
    if ticket.is_closed:  # its notice takes the place of the composer
        parts = (*CHANGED, COMPOSER)
    return show_ticket(request, page, *parts, status=status_of(form))


def changed(request, pk, event, *parts):
    """Respond to a change that was made, or that changed nothing (`event` is None)."""
    if event:
        tell_done(request, done_in_words(event), event)
    return updated(request, pk, *CHANGED, *parts)


def updated(request, pk, *parts, status=200, at=""):
    """Return the ticket as it is now, or redirect to the queue if it is no longer visible.

    htmx gets `parts` of the page; a plain form is redirected to it, at the fragment `at`. A form
    on another page goes where its `next` says.
    """
    ticket = Ticket.objects.visible_to(request.user).for_page().filter(pk=pk).first()
    url, context = reverse("ticket", args=[pk]), ListContext(request.user, params_of(request))
    if ticket is None:
        return leave_for(request, next_page(request, context.back, but_not=url))
    if request.htmx and on_page(request, url):
        response = show_ticket(request, TicketPage(ticket, request.user), *parts, status=status)
        return trigger_client_event(response, "counts")  # the rail counts again
    return leave_for(request, next_page(request, url + context.query + at))


def leave_for(request, url):
    """Redirect to another page; if htmx shows that page already, it is loaded again."""
    here = request.htmx and request.htmx.current_url_abs_path == url
    return HttpResponseClientRefresh() if here else go(request, url)


def on_page(request, url):
    """Whether an htmx request comes from the page at `url`, with whatever query."""
    return (request.htmx.current_url_abs_path or "").startswith(url)


def tell_done(request, words, event=None):
    """Leave a message for the next page or fragment, with the undo of `event` if there is one.

    It also says when the person can no longer see the ticket.
    """
    undo = event is not None and event.may_be_undone_by(request.user)
    if event and not Ticket.objects.visible_to(request.user).filter(pk=event.ticket_id).exists():
        words = _("%(done)s. You can no longer see it.") % {"done": words}
    tags = f"undo:{reverse('undo', args=[event.pk])}" if undo else ""
    messages.success(request, words, extra_tags=tags)


def next_page(request, default, but_not=None):
    """Return the `next` of a form, if it is a path of ours, else `default`.

    `but_not` is the path of a page that the person can no longer see, whatever its query.
    """
    url = request.POST.get("next", "")
    gone = but_not and url.startswith(but_not)
    return url if is_our_path(url) and not gone else default


def done_in_words(event):
    """Return the message about a change: "#1046 assigned to Billing"."""
    changed_ones = (PROPERTIES[name] for name in event.changes if name in PROPERTIES)
    prop = next((prop for prop in changed_ones if prop.toast), None)
    return prop.toast_of(event) if prop else _("Saved")
