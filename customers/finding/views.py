"""What a field offers while somebody types: customers, companies, and what is known already.

A browser that asks for it by itself is sent to the page which shows as much.
"""

from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET
from django_htmx.http import trigger_client_event

from core.responses import go
from customers.forms.new import NewCustomerForm
from customers.models import Company, Customer

SHOWN = 8


@require_GET
def find_customer(request):
    """Offer the customers who match `who`, those near it if nobody does, and to create one."""
    text = request.GET.get("who", "").strip()[:254]
    if not request.htmx:
        return go(request, f"{reverse('customers')}?{urlencode({'q': text})}")
    customers = Customer.objects.with_contacts().best_first(text)
    found = list(customers.matching(text)[:SHOWN]) if text else []
    near = [] if found else list(customers.near(text)[:3])
    return render(
        request, "customers/finding/_found.html", {"text": text, "found": found, "near": near}
    )


@require_GET
def find_company(request):
    """Offer the companies whose name or domain holds what stands in the field that asks."""
    field = request.htmx.trigger_name or "company"
    text = request.GET.get(field, "").strip()[:150]
    if not request.htmx:
        return go(request, f"{reverse('companies')}?{urlencode({'q': text})}")
    found = Company.objects.matching(text)[:SHOWN] if text else []
    context = {"text": text, "found": list(found), "list_id": request.htmx.target}
    return render(request, "customers/finding/_found_companies.html", context)


@require_GET
def customer_hints(request):
    """Say what is known already of somebody who is being typed in, here or in a new ticket."""
    if not request.htmx:
        return go(request, "new_customer")
    within_ticket = any(name.startswith("customer-") for name in request.GET)
    form = NewCustomerForm(request.GET, prefix="customer" if within_ticket else None)
    response = render(request, "customers/finding/_hints.html", {"form": form})
    return trigger_client_event(response, "customer-known", after="settle")
