"""Customers and what they asked: the list, and the page of one.

The pages stand here and not beside the customers' forms because they show tickets. Everybody sees
all customers; of the tickets each reader sees, and is told the number of, only their own.
"""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.answers import show
from customers.models import Customer
from customers.pages import NamePage
from customers.trail import History
from tickets.models import Ticket
from tickets.outlines import Outline, open_by
from tickets.search import Query


@require_safe
def customers(request):
    """Show the customers by name, those who match ?q= only; htmx asks for the list alone."""
    page = NamePage(Customer.objects.with_contacts(), request.GET)
    seen = Ticket.objects.visible_to(request.user)
    context = {"page": page, "open": open_by(seen, "customer", page.rows)}
    return show(request, "customers/customers.html", "customers/_customers.html", context)


@require_safe
def customer(request, pk):
    """Show a customer, with the tickets that the reader sees."""
    context = about(request, pk)
    return render(request, "customers/customer.html", {**context, "tab": "tickets"})


@require_safe
def customer_history(request, pk):
    """Show what was changed about a customer, by whom."""
    context = about(request, pk)
    history = History(context["customer"].events.all(), request.GET)
    return render(
        request, "customers/customer.html", {**context, "tab": "history", "history": history}
    )


def about(request, pk):
    """Return what every page of a customer shows. Raises Http404."""
    customer = get_object_or_404(Customer.objects.with_contacts(), pk=pk)
    seen = Ticket.objects.visible_to(request.user)
    others = others_at(customer)
    return {
        "customer": customer,
        "outline": Outline(seen.filter(customer=customer), Query().with_("customer", f"#{pk}")),
        "others": others,
        "open": open_by(seen, "customer", others),
        "nav": "customers",
    }


def others_at(customer):
    """Return some of the customer's colleagues."""
    if not customer.company:
        return []
    return list(customer.company.customers.exclude(pk=customer.pk).order_by("name_key", "id")[:8])
