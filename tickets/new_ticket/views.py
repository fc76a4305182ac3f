"""A new ticket: the form, its step that finds the customer, and the panels beside it."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import trigger_client_event

from core import unsent_forms
from core.responses import go, show
from core.text import number_of
from tickets.forms.fields import HolderField
from tickets.models import Ticket
from tickets.models.audience import audience_of
from tickets.models.refusals import Conflict
from tickets.new_ticket.customer_picker import CustomerPicker
from tickets.new_ticket.forms import form_class
from tickets.search.similar import similar

SHOWN = 5


@require_http_methods(["GET", "POST"])
def new_ticket(request):
    """Show the form, for the customer of `?customer=`, or create the ticket.

    With `instead`, the number of another ticket, what was typed is added there as a call.
    """
    if request.method == "GET":
        return empty_form(request)
    form = form_class(request.POST)(request.POST, request.FILES, by=request.user)
    if number := request.POST.get("instead"):
        return added_instead(request, form, number)
    if ticket := form.submit():
        return created(request, ticket, form)
    form.point_at_error()
    return show_form(request, form, status=409 if isinstance(form.refusal, Conflict) else 422)


@require_http_methods(["GET", "POST"])
def new_ticket_customer(request):
    """One step of the form: find, choose, create or clear the customer.

    htmx asks for that part of the form alone. Without a script the whole form is sent by POST and
    comes back with everything that was typed.
    """
    if request.htmx:
        picker = CustomerPicker(None, initial=request.GET.dict())
        context = {"picker": picker, **beside(request.user, picker, request.GET)}
        response = render(request, "tickets/new_ticket/_customer.html", context)
        return trigger_client_event(response, "customer-known", after="settle")
    return empty_form(request) if request.method == "GET" else as_typed(request)


@require_http_methods(["GET", "POST"])
def new_ticket_similar(request):
    """Tickets with a similar subject; without htmx they come with the whole form."""
    if request.htmx:
        picker = CustomerPicker(request.GET)
        return render(
            request, "tickets/new_ticket/_similar.html", beside(request.user, picker, request.GET)
        )
    return empty_form(request) if request.method == "GET" else as_typed(request)


@require_GET
def new_ticket_beside(request):
    """The open tickets of the customer and who will see the new one, for the choices so far."""
    if not request.htmx:
        return go(request, "new_ticket")
    picker = CustomerPicker(request.GET)
    return render(
        request, "tickets/new_ticket/_beside.html", beside(request.user, picker, request.GET)
    )


def empty_form(request):
    """Return an empty form, or what was typed before its writer had to sign in again."""
    typed = unsent_forms.take_texts(request)
    form = form_class(typed or request.GET)(typed, by=request.user, asked=request.GET.dict())
    if typed:
        form.was_unsent = True
        form.forgive()
        form.customer_picker.forgive()
    return show_form(request, form)


def as_typed(request):
    """Return the form as it was sent, without errors: it is not finished yet."""
    form = form_class(request.POST)(request.POST, request.FILES, by=request.user)
    form.forgive("files")
    form.customer_picker.forgive()
    return show_form(request, form)


def show_form(request, form, status=200):
    """Return the form with the panels beside it."""
    if form.customer_picker.chosen and not form.errors:
        form.fields["subject"].widget.attrs["autofocus"] = True
    data = form.data if form.is_bound else QueryDict()
    context = {
        "form": form,
        "picker": form.customer_picker,
        **form.shown,
        **beside(request.user, form.customer_picker, data),
    }
    return show(
        request,
        "tickets/new_ticket/new_ticket.html",
        "tickets/new_ticket/_form.html",
        context,
        status,
    )


def beside(user, picker, data):
    """Return the context of the panels beside the form, for what `user` sees.

    That is the open tickets of the customer or company, those with a similar subject, and who
    would see the new ticket.
    """
    seen = Ticket.objects.visible_to(user).unfinished().order_by("-last_activity_at", "-id")
    tickets = seen.none()
    company = picker.company
    if picker.chosen:
        tickets = seen.filter(customer=picker.chosen)
    elif company:
        tickets = seen.filter(customer__company=company).select_related("customer")
    tickets = list(tickets[: SHOWN + 1])
    holder = HolderField().read(data.get("holder"))
    audience = audience_of(holder)
    return {
        "customer": picker.chosen,
        "company": company,
        "tickets": tickets,
        "shown": SHOWN,
        "similar": similar(data.get("subject", ""), user, but={ticket.pk for ticket in tickets}),
        "picker": picker,
        "holder": holder,
        "audience": audience,
        "out_of_sight": not audience.includes(user),
    }


def created(request, ticket, form):
    """Go to the new ticket, or to the queue where its author may not see it.

    A form of a higher app may lead elsewhere, unless the author took the ticket.
    """
    if form["then"].value() != "take" and (onward := form.after_making(request, ticket)):
        return onward
    if Ticket.objects.visible_to(request.user).filter(pk=ticket.pk).exists():
        messages.success(request, _("Created #%d") % ticket.pk)
        return go(request, "ticket", ticket.pk)
    messages.success(request, created_unseen(request.user, ticket))
    return go(request, "queue")


def created_unseen(user, ticket):
    """Return the message about a new ticket that `user`, its author, may not see.

    It names the holder that `user` chose, not the present one: the form may be sent again much
    later.
    """
    event = ticket.events.filter(by=user).touching("holder").first()
    holder = event and event.changes["holder"]["new"]
    words = _("Created #%(number)d. You can no longer see it.")
    if holder:
        words = _("Created #%(number)d and assigned it to %(holder)s. You can no longer see it.")
    return words % {"number": ticket.pk, "holder": holder}


def added_instead(request, form, number):
    """Add what was typed to an existing ticket, as a call of the customer."""
    seen = Ticket.objects.visible_to(request.user)
    ticket = get_object_or_404(seen, pk=number_of(number))
    if not form.add_call_to(ticket):
        return show_form(request, form, status=422)
    if onward := form.after_adding(request, ticket):
        return onward
    words = _("Added to #%(number)d as a call from %(customer)s")
    messages.success(request, words % {"number": ticket.pk, "customer": ticket.customer})
    return go(request, "ticket", ticket.pk)
