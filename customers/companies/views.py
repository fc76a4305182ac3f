"""Companies: the list, and the page of one with its customers and what they asked."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.counting import in_digits
from core.paging import NamePage
from core.related import rows_of
from core.responses import show
from customers.models import Company, Customer
from customers.trail import TrailPage


@require_safe
def companies(request):
    """Show the companies by name, those that match ?q= only; htmx asks for the list alone."""
    page = NamePage(Company.objects.prefetch_related("domains"), request.GET)
    seen = rows_of(Customer, "tickets").visible_to(request.user)
    members = Customer.objects.filter(company__in=[company.pk for company in page.rows])
    counts = members.order_by().values_list("company").annotate(Count("pk"))
    context = {
        "page": page,
        "customers": dict(counts),
        "open": seen.open_by("customer__company", page.rows),
    }
    return show(
        request,
        "customers/companies/companies.html",
        "customers/companies/_companies.html",
        context,
    )


@require_safe
def company(request, pk):
    """Show a company, with the tickets of its customers that the reader sees."""
    return render(
        request,
        "customers/companies/company.html",
        {**company_context(request, pk), "tab": "tickets"},
    )


@require_safe
def company_customers(request, pk):
    """Show the customers of a company."""
    context = company_context(request, pk)
    page = NamePage(context["company"].customers.with_contacts(), request.GET)
    seen = rows_of(Customer, "tickets").visible_to(request.user)
    context |= {"tab": "customers", "page": page, "open": seen.open_by("customer", page.rows)}
    return render(request, "customers/companies/company.html", context)


@require_safe
def company_trail(request, pk):
    """Show what was changed about a company and its customers, by whom."""
    context = company_context(request, pk)
    trail = TrailPage(context["company"].events.all(), request.GET)
    return render(
        request,
        "customers/companies/company.html",
        {**context, "tab": "trail", "trail": trail},
    )


def company_context(request, pk):
    """Return what every page of a company shows. Raises Http404."""
    company = get_object_or_404(Company.objects.prefetch_related("domains"), pk=pk)
    seen = rows_of(Customer, "tickets").visible_to(request.user)
    return {
        "company": company,
        "recent": seen.filter(customer__company=company).recent(),
        "members": in_digits(company.customers.all()),
        "nav": "companies",
    }
