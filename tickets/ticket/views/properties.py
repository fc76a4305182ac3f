"""The properties of a ticket, each changed by a form of its own."""

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
    show_ticket,
)

WHERE = {"description": TIMELINE, "channel": CONTEXT, "customer": CONTEXT}
"""In which part of the page a property is edited, if not in the head."""

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def change(request, pk, name, *parts):
    """Change the property `name`, or show why it was refused; GET opens it for editing."""
    ticket = get_ticket(request, pk)
    if request.method != "POST":
        page = TicketPage(ticket, request.user, editing=name, find=request.GET.get("find", ""))
        return show_ticket(request, page, WHERE.get(name, HEAD))
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
    """Set the status. Closing replaces the composer by a notice, reopening brings it back."""
    return change(request, pk, "status")


@require_POST
def priority(request, pk):
    """Set the priority."""
    return change(request, pk, "priority")


@get_or_post
def assignment(request, pk):
    """Assign it to a person or a group, or to nobody; GET shows the choices."""
    return change(request, pk, "holder")


@get_or_post
def subject(request, pk):
    """Edit the subject in place."""
    return change(request, pk, "subject")


@get_or_post
def description(request, pk):
    """Edit the description in place."""
    return change(request, pk, "description")


@get_or_post
def tags(request, pk):
    """Set the tags."""
    return change(request, pk, "tags")


@get_or_post
def channel(request, pk):
    """Set the channel: how the customer reached us first."""
    return change(request, pk, "channel")


@get_or_post
def ticket_customer(request, pk):
    """Change the customer; GET finds customers by `find`."""
    return change(request, pk, "customer", COMPOSER)
