"""Somebody new, and a new company, on pages of their own."""

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import unsent_forms
from core.responses import go
from customers.forms.new import NewCompanyForm, NewCustomerForm


@require_http_methods(["GET", "POST"])
def new_customer(request):
    """Show the form of somebody new, or register them."""
    return new(request, NewCustomerForm, "customer")


@require_http_methods(["GET", "POST"])
def new_company(request):
    """Show the form of a new company, or register it."""
    return new(request, NewCompanyForm, "company")


def new(request, form_class, kind):
    """Show the form, or save it and go to what it made."""
    page = f"customers/new/new_{kind}.html"
    if request.method == "GET":
        typed = unsent_forms.take_texts(request)
        form = form_class(typed, initial={"company": request.GET.get("company", "")})
        if typed:
            form.was_unsent = True
            form.forgive()
        form.begin()
        return render(request, page, {"form": form})
    form = form_class(request.POST)
    made = None
    if form.is_valid():
        with form.refusals():
            made = form.save(by=request.user)
    if made:
        messages.success(request, _("Created %s") % made)
        return go(request, kind, made.pk)
    form.point_at_error()
    return render(request, page, {"form": form}, status=422)
