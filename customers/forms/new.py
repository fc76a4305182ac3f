"""Somebody new, and a company that is new."""

from django import forms
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.forms import SaysRefusals
from customers.forms.fields import UNSUGGESTED, CompanyField, DomainsField, registered
from customers.forms.hints import Hints
from customers.keys import digits_of
from customers.models import Company, Customer
from customers.querysets import MIN_DIGITS


class NewCustomerForm(SaysRefusals, forms.Form):
    """A name, and whatever else is known. `hints` is what is known already about what is typed."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        error_messages={"required": _("A customer needs a name.")},
        widget=forms.TextInput(UNSUGGESTED),
    )
    email = forms.EmailField(
        label=_("Email"), required=False, max_length=254, widget=forms.EmailInput(UNSUGGESTED)
    )
    company = CompanyField()
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=40,
        widget=forms.TextInput({"type": "tel", **UNSUGGESTED}),
    )  # fmt: skip

    @cached_property
    def hints(self):
        """What is known already: who has this address, which company is meant."""
        return Hints(self)

    @staticmethod
    def guess(text):
        """Return what `text`, typed to look for somebody, says about who is not found."""
        if "@" in text:
            company = Company.objects.of_domain(text).first()
            return {"email": text.strip(), "company": company and company.name}
        if len(digits_of(text)) >= MIN_DIGITS and not any(char.isalpha() for char in text):
            return {"phone": text.strip()}
        words = text.split()
        if text.islower():  # typed in haste
            words = [word[0].upper() + word[1:] for word in words]
        return {"name": " ".join(words)}

    def clean_email(self):
        """Return the address. Raises ValidationError if a customer has it; the words say who."""
        address = self.cleaned_data["email"]
        owner = self.hints.owner if address else None
        if owner:
            words = _("%(address)s already belongs to %(name)s.")
            raise forms.ValidationError(words % {"address": address, "name": owner.name})
        return address

    @transaction.atomic
    def save(self, *, by):
        """Register the customer, and the company if it is new; return the customer.

        Raises `Refusal`, naming one of these fields, and writes nothing then.
        """
        data = self.cleaned_data
        return Customer.register(
            name=data["name"],
            emails=[data["email"]] if data["email"] else [],
            phones=[data["phone"]] if data["phone"] else [],
            company=registered(data["company"], by=by),
            by=by,
            **{field: data[field] for field in ("job_title", "notes") if field in data},
        )


class NewCompanyForm(SaysRefusals, forms.Form):
    """A company by its name; the domains let customers be recognized by their addresses."""

    name = forms.CharField(
        label=_("Name"),
        max_length=150,
        error_messages={"required": _("A company needs a name.")},
        widget=forms.TextInput(UNSUGGESTED),
    )
    domains = DomainsField(
        label=_("Email domains"),
        required=False,
        help_text=_("New customers with such an address are added to this company."),
        widget=forms.TextInput(UNSUGGESTED),
    )
    website = forms.URLField(
        label=_("Website"), required=False, assume_scheme="https",
        widget=forms.TextInput({"inputmode": "url", **UNSUGGESTED}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=40,
        widget=forms.TextInput({"type": "tel", **UNSUGGESTED}),
    )  # fmt: skip

    def save(self, *, by):
        """Register the company and return it. Raises `Refusal`."""
        return Company.register(by=by, **self.cleaned_data)
