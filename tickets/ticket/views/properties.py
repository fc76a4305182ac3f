"""The properties of a ticket, each changed by a form of its own."""

from django.views.decorators.http import require_http_methods, require_POST

from core.responses import attempt
from tickets.ticket.forms.properties import PropertyForm
from tickets.ticket.page import TicketPage
from tickets.ticket.views.responses import COMPOSER, changed, get_ticket, refused, show_ticket

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def view_of(prop):
    """Return the view that changes a property of a ticket; GET opens it for editing."""

    def view(request, pk):
        return change(request, pk, prop)

    view.__name__ = view.__qualname__ = prop.on_page.url
    return (get_or_post if prop.on_page.opens else require_POST)(view)


def change(request, pk, prop):
    """Change a property as the form says, or show why not; GET opens it for editing.

    The composer goes with CLOSED and comes back with reopening.
    """
    ticket = get_ticket(request, pk)
    name, parts = prop.name, prop.on_page.also
    if request.method != "POST":
        page = TicketPage(ticket, request.user, editing=name, find=request.GET.get("find", ""))
        return show_ticket(request, page, prop.on_page.part)
    was_closed = ticket.is_closed
    form = PropertyForm(request.POST, name=name, ticket=ticket, user=request.user)
    event = attempt(form, by=request.user)
    if form.errors:
        return refused(request, pk, name, form, prop.on_page.part)
    if ticket.is_closed != was_closed:
        parts = (*parts, COMPOSER)
    return changed(request, pk, event, *parts)
