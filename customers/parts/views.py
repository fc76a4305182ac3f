"""Changing a customer or a company in place, a part at a time.

htmx gets the part's form in the place of the part, and then the part again. A browser gets a page
with the form alone, and goes back to the whole page.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import unsent_forms
from core.responses import go, show
from customers.models import Company, Customer
from customers.parts.forms import (
    CompanyDetailsForm,
    CustomerDetailsForm,
    NotesForm,
    ReachForm,
)

asked_or_sent = require_http_methods(["GET", "POST"])


@asked_or_sent
def customer_details(request, pk):
    """Change name, job title and company."""
    return edit(request, get_object_or_404(Customer, pk=pk), CustomerDetailsForm, "details")


@asked_or_sent
def customer_notes(request, pk):
    """Change the notes about a customer."""
    return edit(request, get_object_or_404(Customer, pk=pk), NotesForm, "notes")


@asked_or_sent
def company_details(request, pk):
    """Change name, domains, website, phone and address."""
    return edit(request, get_object_or_404(Company, pk=pk), CompanyDetailsForm, "details")


@asked_or_sent
def company_notes(request, pk):
    """Change the notes about a company."""
    return edit(request, get_object_or_404(Company, pk=pk), NotesForm, "notes")


@asked_or_sent
def customer_reach(request, pk):
    """Add, remove and choose among addresses and numbers; stay until all is as wanted."""
    customer = get_object_or_404(Customer.objects.with_contacts(), pk=pk)
    form = ReachForm(row=customer)
    if request.method == "POST":
        form = ReachForm(request.POST, row=customer)
        if form.is_valid() and form.save(by=request.user):
            if not request.htmx:
                return go(request, "customer_reach", pk)
            customer = Customer.objects.with_contacts().get(pk=pk)
            form = ReachForm(row=customer)
    return part_page(request, customer, form, "reach")


def edit(request, row, form_class, part):
    """Show the form of one part of `row`, or save it."""
    if request.method == "GET":
        form = form_class(typed := unsent_forms.take_texts(request), row=row)
        if typed:
            form.was_unsent = True
            form.forgive()
        return part_page(request, row, form, part)
    form = form_class(request.POST, row=row)
    if form.is_valid() and form.save(by=request.user):
        return saved_part(request, form.row, part)
    return part_page(request, row, form, part)


def part_page(request, row, form, part):
    """Answer with the form: 422 if something is wrong in it, 409 if somebody was quicker."""
    kind = row._meta.model_name
    if request.method == "GET":
        form.begin()
    form.point_at_error()
    status = 422 if form.errors else 409 if getattr(form, "changed_meanwhile", False) else 200
    context = {"form": form, "row": row, "kind": kind, "part": part, kind: row}
    return show(
        request, "customers/parts/edit.html", f"customers/parts/_{part}_form.html", context, status
    )


def saved_part(request, row, part):
    """Show the part as it is now; the details stand in many places of the page."""
    kind = row._meta.model_name
    messages.success(request, _("Saved"))
    if request.htmx and part == "notes":
        return render(request, "customers/parts/_notes_saved.html", {"row": row, "kind": kind})
    return go(request, kind, row.pk)
