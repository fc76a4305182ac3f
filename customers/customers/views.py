"""Customers and what they asked: the list, and the page of one.

Everybody sees all customers; of the tickets each reader sees, and is told the number of, only
their own.
"""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.paging import NamePage
from core.related import rows_of
from core.responses import show
from customers.models import Customer
from customers.trail import TrailPage


@require_safe
def customers(request):
    """Show the customers by name, those who match ?q= only; htmx asks for the list alone."""
    page = NamePage(Customer.objects.with_contacts(), request.GET)
    seen = rows_of(Customer, "tickets").visible_to(request.user)
    context = {"page": page, "open": seen.open_by("customer", page.rows)}
    return show(
        request,
        "customers/customers/customers.html",
        "customers/customers/_customers.html",
        context,
    )


@require_safe
def customer(request, pk):
    """Show a customer, with the tickets that the reader sees."""
    context = customer_context(request, pk)
    return render(request, "customers/customers/customer.html", {**context, "tab": "tickets"})


@require_safe
def customer_trail(request, pk):
    """Show what was changed about a customer, by whom."""
    context = customer_context(request, pk)
    trail = TrailPage(context["customer"].events.all(), request.GET)
    return render(
        request,
        "customers/customers/customer.html",
        {**context, "tab": "trail", "trail": trail},
    )


def customer_context(request, pk):
    """Return what every page of a customer shows. Raises Http404."""
    customer = get_object_or_404(Customer.objects.with_contacts(), pk=pk)
    seen = rows_of(Customer, "tickets").visible_to(request.user)
    others = others_at(customer)
    return {
        "customer": customer,
        "recent": seen.filter(customer=customer).recent(),
        "others": others,
        "open": seen.open_by("customer", others),
        "nav": "customers",
    }


def others_at(customer):
    """Return some other customers of the same company."""
    if not customer.company:
        return []
    return list(customer.company.customers.exclude(pk=customer.pk).order_by("name_key", "id")[:8])
