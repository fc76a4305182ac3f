"""How a ticket's page answers: the one place where an error of a verb becomes a status.

Not seen 404 · not allowed 403 · changed or said meanwhile 409 · refused with words 422.
A plain form gets the whole page, or is sent on (303); htmx gets the parts that changed, each by
its own id.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh, trigger_client_event

from core.responses import go, is_our_path
from tickets.events.phrases import two
from tickets.models import Ticket
from tickets.models.refusals import Conflict, NewerArrived
from tickets.search.list_context import ListContext, params_of
from tickets.ticket.page import TicketPage

HEAD, TIMELINE, CONTEXT, COMPOSER = "head", "timeline", "context", "composer"
CHANGED = (HEAD, TIMELINE, CONTEXT)
"""The parts in which a change of a property shows."""


def get_ticket(request, pk):
    """Return the ticket with its people. Raises Http404 if this person does not see it."""
    return get_object_or_404(Ticket.objects.visible_to(request.user).for_page(), pk=pk)


def status_of(form):
    """Return the status of a form that was refused."""
    return 409 if isinstance(form.refusal, Conflict | NewerArrived) else 422


def show(request, page, *parts, status=200):
    """Answer with the page, or to htmx with `parts` of it."""
    page.way = ListContext(request.user, params_of(request))
    context = {"page": page, "ticket": page.ticket, "parts": parts}
    partial = request.htmx and parts
    template = "tickets/ticket/_parts.html" if partial else "tickets/ticket/ticket.html"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def refused(request, pk, name, form, *parts):
    """Answer a form that was refused: the page as it is now, with `form` as it was sent."""
    ticket = get_ticket(request, pk)
    form.ticket = ticket
    page = TicketPage(ticket, request.user, forms={name: form})
    if ticket.is_closed:  # its notice stands where one writes otherwise
        parts = (*CHANGED, COMPOSER)
    return show(request, page, *parts, status=status_of(form))


def changed(request, pk, event, *parts):
    """Answer a change that was made, or that turned out to be none (`event` is None)."""
    if event:
        tell(request, said(event), event)
    return updated(request, pk, *CHANGED, *parts)


def updated(request, pk, *parts, status=200, at=""):
    """Answer what was done: the ticket as it is now, or the queue if it went out of sight.

    To htmx `parts` of its page; a plain form is led to the place `at` on it. A form on another
    page goes where its `next` says.
    """
    ticket = Ticket.objects.visible_to(request.user).for_page().filter(pk=pk).first()
    url, way = reverse("ticket", args=[pk]), ListContext(request.user, params_of(request))
    if ticket is None:
        return leave_for(request, next_page(request, way.back, but_not=url))
    if request.htmx and on_page(request, url):
        response = show(request, TicketPage(ticket, request.user), *parts, status=status)
        return trigger_client_event(response, "counts")  # the rail counts again
    return leave_for(request, next_page(request, url + way.query + at))


def leave_for(request, url):
    """Answer with the way to another page; where htmx is on it already, it is loaded again."""
    here = request.htmx and request.htmx.current_url_abs_path == url
    return HttpResponseClientRefresh() if here else go(request, url)


def on_page(request, url):
    """Whether an htmx request comes from the page at `url`, or from a way of showing it."""
    return (request.htmx.current_url_abs_path or "").startswith(url)


def tell(request, words, event=None):
    """Leave a message for the next page or fragment, with the undo of `event` if there is one.

    It also says so when the ticket went out of the reader's sight.
    """
    undo = event is not None and event.may_be_undone_by(request.user)
    if event and not Ticket.objects.visible_to(request.user).filter(pk=event.ticket_id).exists():
        words = _("%(done)s. You no longer see it.") % {"done": words}
    tags = f"undo:{reverse('undo', args=[event.pk])}" if undo else ""
    messages.success(request, words, extra_tags=tags)


def next_page(request, default, but_not=None):
    """Return where a form asks to go on, if it is a page of ours, else `default`.

    `but_not` is a page that the reader no longer sees, whatever its query.
    """
    url = request.POST.get("next", "")
    gone = but_not and url.startswith(but_not)
    return url if is_our_path(url) and not gone else default


def said(event):
    """Return the words for what was just done."""
    number, new = event.ticket_id, {f: c.get("new") for f, c in event.changes.items()}
    if event.kind == "released":
        return _("#%d can be taken by every agent") % number
    if "holder" in new:
        return _("#%(n)d is %(who)s’s now") % {"n": number, "who": new["holder"]}
    label = {field: two(event, field)[1] for field in event.changes}
    words = {
        "status": _("#%(n)d: %(new)s"),
        "priority": _("#%(n)d: priority %(new)s"),
        "customer": _("#%(n)d is %(new)s’s ticket now"),
    }
    field = next((name for name in words if name in new), None)
    return words[field] % {"n": number, "new": label[field]} if field else _("Saved")
