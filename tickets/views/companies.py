"""Companies: the list, and the page of one with its customers and what they asked."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.answers import show
from customers.models import Company, Customer
from customers.pages import NamePage
from customers.trail import History
from tickets.models import Ticket
from tickets.outlines import Outline, capped, open_by
from tickets.search import Query


@require_safe
def companies(request):
    """Show the companies by name, those that match ?q= only; htmx asks for the list alone."""
    page = NamePage(Company.objects.prefetch_related("domains"), request.GET)
    seen = Ticket.objects.visible_to(request.user)
    members = Customer.objects.filter(company__in=[company.pk for company in page.rows])
    counts = members.order_by().values_list("company").annotate(Count("pk"))
    context = {
        "page": page,
        "customers": dict(counts),
        "open": open_by(seen, "customer__company", page.rows),
    }
    return show(request, "customers/companies.html", "customers/_companies.html", context)


@require_safe
def company(request, pk):
    """Show a company, with the tickets of its customers that the reader sees."""
    return render(request, "customers/company.html", {**about(request, pk), "tab": "tickets"})


@require_safe
def company_customers(request, pk):
    """Show the customers of a company."""
    context = about(request, pk)
    page = NamePage(context["company"].customers.with_contacts(), request.GET)
    seen = Ticket.objects.visible_to(request.user)
    context |= {"tab": "customers", "page": page, "open": open_by(seen, "customer", page.rows)}
    return render(request, "customers/company.html", context)


@require_safe
def company_history(request, pk):
    """Show what was changed about a company and its customers, by whom."""
    context = about(request, pk)
    history = History(context["company"].events.all(), request.GET)
    return render(
        request, "customers/company.html", {**context, "tab": "history", "history": history}
    )


def about(request, pk):
    """Return what every page of a company shows. Raises Http404."""
    company = get_object_or_404(Company.objects.prefetch_related("domains"), pk=pk)
    seen = Ticket.objects.visible_to(request.user)
    line = Query().with_("company", company.name)
    return {
        "company": company,
        "outline": Outline(seen.filter(customer__company=company), line),
        "members": capped(company.customers.all()),
        "nav": "companies",
    }
