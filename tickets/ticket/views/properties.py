"""What people change about a ticket, each by its own form."""

from django.views.decorators.http import require_http_methods, require_POST

from core.responses import attempt
from tickets.ticket.forms.properties import FORMS
from tickets.ticket.page import TicketPage
from tickets.ticket.views.responses import (
    COMPOSER,
    CONTEXT,
    HEAD,
    TIMELINE,
    changed,
    get_ticket,
    refused,
    show,
)

WHERE = {"description": TIMELINE, "channel": CONTEXT, "customer": CONTEXT}
"""The part of the page that a property is edited in, if not the head."""

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def change(request, pk, name, *parts):
    """Change the property `name` as the form says, or show why not; GET opens it for editing."""
    ticket = get_ticket(request, pk)
    if request.method != "POST":
        page = TicketPage(ticket, request.user, editing=name, find=request.GET.get("find", ""))
        return show(request, page, WHERE.get(name, HEAD))
    was_closed = ticket.is_closed
    form = FORMS[name](request.POST, ticket=ticket, user=request.user, auto_id=f"id_{name}_%s")
    event = attempt(form, by=request.user)
    if form.errors:
        return refused(request, pk, name, form, WHERE.get(name, HEAD))
    if ticket.is_closed != was_closed:
        parts = (*parts, COMPOSER)
    return changed(request, pk, event, *parts)


@require_POST
def status(request, pk):
    """Move it to another status. The composer goes with CLOSED and comes back with reopening."""
    return change(request, pk, "status")


@require_POST
def priority(request, pk):
    """Say how urgent it is."""
    return change(request, pk, "priority")


@get_or_post
def assignment(request, pk):
    """Give it to a person or a group, or put it back; GET shows to whom it can go."""
    return change(request, pk, "holder")


@get_or_post
def subject(request, pk):
    """Edit the subject in its place."""
    return change(request, pk, "subject")


@get_or_post
def description(request, pk):
    """Edit the description in its place."""
    return change(request, pk, "description")


@get_or_post
def tags(request, pk):
    """Say by which words it is found."""
    return change(request, pk, "tags")


@get_or_post
def channel(request, pk):
    """Say how it came in."""
    return change(request, pk, "channel")


@get_or_post
def ticket_customer(request, pk):
    """Say whose ticket it is; GET finds customers by `find`."""
    return change(request, pk, "customer", COMPOSER)
