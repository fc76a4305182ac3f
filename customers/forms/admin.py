"""Customers and companies as the Django admin edits them: all on one page, by the verbs."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from accounts.forms.people import why_field
from core.admin.site import RowSelect, SeenForm, VerbForm
from core.text import key_of
from customers.forms.fields import DomainsField, LinesField
from customers.keys import e164_of
from customers.models import Company, Customer


def stamp_of(row):
    """Return a word that changes with a customer or company: the last event about it."""
    return str(row.events.order_by("-pk").values_list("pk", flat=True).first() or "-")


def lines(label, hint):
    """Return a field with one thing a line."""
    return LinesField(label=label, required=False, help_text=hint)


def apart(text):
    """Return the lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class CustomerAdminForm(SeenForm, VerbForm, forms.ModelForm):
    """A customer with addresses and numbers."""

    name = forms.CharField(label=_("Name"), max_length=150)
    company = forms.ModelChoiceField(
        Company.objects.all(),
        label=_("Company"),
        required=False,
        widget=RowSelect(Customer._meta.get_field("company"), admin.site),
    )
    job_title = forms.CharField(label=_("Job title"), max_length=150, required=False)
    emails = lines(_("Email"), _("One per line; emails go to the first."))
    phones = lines(_("Phone"), _("One per line, in any format."))
    notes = LinesField(label=_("Notes"), required=False)
    why = why_field()
    stamp_of = staticmethod(stamp_of)
    plain = ("name", "company", "job_title", "notes")

    class Meta:
        model = Customer
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if customer := self.instance if self.instance.pk else None:
            for name in self.plain:
                self.initial.setdefault(name, getattr(customer, name))
            self.initial["emails"] = "\n".join(row.address for row in customer.emails.all())
            self.initial["phones"] = "\n".join(row.pretty for row in customer.phones.all())

    def apply(self):
        """Register the customer, or call the verb of each thing that differs."""
        new, said = self.cleaned_data, {"by": self.by, "why": self.cleaned_data["why"]}
        plain = {name: new[name] for name in self.plain}
        emails, phones = apart(new["emails"]), apart(new["phones"])
        if not self.instance.pk:
            self.instance = Customer.register(**plain, emails=emails, phones=phones, **said)
            return
        self.instance.edit(**plain, **said)
        self.reach(emails, phones, said)

    def reach(self, emails, phones, said):
        """Add and remove addresses and numbers, and say which address comes first."""
        customer = self.instance
        old = {row.key: row.address for row in customer.emails.all()}
        new = {key_of(address): address for address in emails}
        for key in new.keys() - old.keys():
            customer.add_email(new[key], **said)
        for key in old.keys() - new.keys():
            customer.remove_email(old[key], **said)
        if emails:
            customer.make_primary(emails[0], **said)
        had = {row.e164 for row in customer.phones.all()}
        has = {e164_of(number): number for number in phones}
        for e164 in has.keys() - had:
            customer.add_phone(has[e164], **said)
        for e164 in had - has.keys():
            customer.remove_phone(e164, **said)


class CompanyAdminForm(SeenForm, VerbForm, forms.ModelForm):
    """A company with its email domains."""

    name = forms.CharField(label=_("Name"), max_length=150)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    domains = DomainsField(label=_("Email domains"), required=False)
    address = LinesField(label=_("Address"), required=False)
    notes = LinesField(label=_("Notes"), required=False)
    why = why_field()
    stamp_of = staticmethod(stamp_of)
    plain = ("name", "website", "phone", "address", "notes")

    class Meta:
        model = Company
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if company := self.instance if self.instance.pk else None:
            for name in self.plain:
                self.initial.setdefault(name, getattr(company, name))
            self.initial["domains"] = ", ".join(domain.name for domain in company.domains.all())

    def apply(self):
        """Register the company, or call the verb of each thing that differs."""
        new, said = self.cleaned_data, {"by": self.by, "why": self.cleaned_data["why"]}
        plain = {name: new[name] for name in self.plain}
        if not self.instance.pk:
            self.instance = Company.register(**plain, domains=new["domains"], **said)
            return
        self.instance.edit(**plain, **said)
        self.instance.set_domains(new["domains"], **said)
