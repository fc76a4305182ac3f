"""A new ticket: the form, the step in it that finds the customer, and what stands beside it."""

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
from tickets.new_ticket.customer_picker import WhoForm
from tickets.new_ticket.forms import form_class
from tickets.search.similar import similar

SHOWN = 5


@require_http_methods(["GET", "POST"])
def new_ticket(request):
    """Show the form, for the customer of `?customer=`; make the ticket of what was typed.

    What was typed can also be added to the ticket that `instead` names.
    """
    if request.method == "GET":
        return fresh(request)
    form = form_class(request.POST)(request.POST, request.FILES, by=request.user)
    if number := request.POST.get("instead"):
        return said_instead(request, form, number)
    if ticket := form.submit():
        return made(request, ticket, form)
    form.point_at_error()
    return page(request, form, status=409 if isinstance(form.refusal, Conflict) else 422)


@require_http_methods(["GET", "POST"])
def new_ticket_customer(request):
    """One step of the form: the customer looked for, chosen, being created, or none again.

    htmx asks for that part of the form alone. A browser sends the whole form by POST, and gets it
    back with everything that was typed.
    """
    if request.htmx:
        who = WhoForm(None, initial=request.GET.dict())
        context = {"who": who, **beside(request.user, who, request.GET)}
        response = render(request, "tickets/new_ticket/_customer.html", context)
        return trigger_client_event(response, "customer-known", after="settle")
    return fresh(request) if request.method == "GET" else as_typed(request)


@require_http_methods(["GET", "POST"])
def new_ticket_similar(request):
    """Tickets of a subject like the one that is typed; a browser gets them with its whole form."""
    if request.htmx:
        who = WhoForm(request.GET)
        return render(
            request, "tickets/new_ticket/_similar.html", beside(request.user, who, request.GET)
        )
    return fresh(request) if request.method == "GET" else as_typed(request)


@require_GET
def new_ticket_beside(request):
    """What the customer already has, and who will see the ticket, for the choices so far."""
    if not request.htmx:
        return go(request, "new_ticket")
    who = WhoForm(request.GET)
    return render(
        request, "tickets/new_ticket/_beside.html", beside(request.user, who, request.GET)
    )


def fresh(request):
    """Answer with an empty form, or with what was typed before its writer had to sign in again."""
    typed = unsent_forms.take(request)
    form = form_class(typed or request.GET)(typed, by=request.user, asked=request.GET.dict())
    if typed:
        form.was_unsent = True
        form.forgive()
        form.who.forgive()
    return page(request, form)


def as_typed(request):
    """Answer with the form as it was sent, on the way to a whole one."""
    form = form_class(request.POST)(request.POST, request.FILES, by=request.user)
    form.forgive("files")
    form.who.forgive()
    return page(request, form)


def page(request, form, status=200):
    """Answer with the form, and what stands beside it."""
    if form.who.chosen and not form.errors:
        form.fields["subject"].widget.attrs["autofocus"] = True
    data = form.data if form.is_bound else QueryDict()
    context = {"form": form, "who": form.who, **form.shown, **beside(request.user, form.who, data)}
    return show(
        request,
        "tickets/new_ticket/new_ticket.html",
        "tickets/new_ticket/_form.html",
        context,
        status,
    )


def beside(user, who, data):
    """Return the open tickets of the customer and those of a similar subject that `user` sees.

    And who would see the new one.
    """
    seen = Ticket.objects.visible_to(user).unfinished().order_by("-last_activity_at", "-id")
    tickets = seen.none()
    company = who.company
    if who.chosen:
        tickets = seen.filter(customer=who.chosen)
    elif company:
        tickets = seen.filter(customer__company=company).select_related("customer")
    tickets = list(tickets[: SHOWN + 1])
    holder = HolderField().read(data.get("holder"))
    audience = audience_of(holder)
    return {
        "customer": who.chosen,
        "company": company,
        "tickets": tickets,
        "shown": SHOWN,
        "similar": similar(data.get("subject", ""), user, but={ticket.pk for ticket in tickets}),
        "who": who,
        "holder": holder,
        "audience": audience,
        "out_of_sight": not audience.includes(user),
    }


def made(request, ticket, form):
    """Go to the new ticket; to the queue where it is out of its maker's sight.

    A ticket that began elsewhere may lead back there, unless its maker took it.
    """
    if form["then"].value() != "take" and (onward := form.after_making(request, ticket)):
        return onward
    if Ticket.objects.visible_to(request.user).filter(pk=ticket.pk).exists():
        messages.success(request, _("Created #%d") % ticket.pk)
        return go(request, "ticket", ticket.pk)
    messages.success(request, said_of_unseen(request.user, ticket))
    return go(request, "queue")


def said_of_unseen(user, ticket):
    """Return the words about a ticket that is out of its maker's sight.

    They name to whom `user` gave it, not who has it now: the form may be sent again much later.
    """
    event = ticket.events.filter(by=user).touching("holder").first()
    holder = event and event.changes["holder"]["new"]
    words = _("Created #%(number)d. You do not see it any more.")
    if holder:
        words = _("Created #%(number)d and gave it to %(holder)s. You do not see it any more.")
    return words % {"number": ticket.pk, "holder": holder}


def said_instead(request, form, number):
    """Add what was typed to a ticket that is there already, as what the customer said."""
    seen = Ticket.objects.visible_to(request.user)
    ticket = get_object_or_404(seen, pk=number_of(number))
    if not form.say_on(ticket):
        return page(request, form, status=422)
    if onward := form.after_adding(request, ticket):
        return onward
    words = _("Added to #%(number)d as what %(customer)s said")
    messages.success(request, words % {"number": ticket.pk, "customer": ticket.customer})
    return go(request, "ticket", ticket.pk)
