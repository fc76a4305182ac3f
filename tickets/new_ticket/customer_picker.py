"""Whom a new ticket is for: found by anything one knows of them, or created in place."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.forms import SaysRefusals
from core.text import number_of
from customers.forms.new import NewCustomerForm
from customers.models import Customer

SHOWN = 8
NEW = "new"


class LastGiven(forms.HiddenInput):
    """Of several controls of one name the last counts: a pressed button stands behind them all."""

    def value_from_datadict(self, data, files, name):
        given = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        return given[-1] if given else None


class WhoForm(SaysRefusals, forms.Form):
    """`who` is what was typed to find somebody; `customer` an id, "new" or nothing.

    It can be shown at every step: `chosen` is the Customer, `creating` says that `create`, the form
    of somebody new, is open; otherwise `found` are the customers to choose from.
    """

    who = forms.CharField(label=_("Customer"), required=False, max_length=254)
    customer = forms.CharField(required=False, widget=LastGiven)

    @cached_property
    def text(self):
        """What was typed to find somebody."""
        return (self["who"].value() or "").strip()

    @cached_property
    def chosen(self):
        """The customer who was chosen, or None."""
        number = number_of(str(self["customer"].value() or ""))
        if number is None:
            return None
        return Customer.objects.with_contacts().filter(pk=number).first()

    @property
    def creating(self):
        """Whether somebody new is being created."""
        return self["customer"].value() == NEW

    @cached_property
    def create(self):
        """The form of somebody new, filled from what was typed as long as it is not open."""
        begun = self.creating and "customer-name" in self.data
        guess = NewCustomerForm.guess(self.text)
        if name := self.initial.get("name"):  # whoever wrote a mail has said who they are
            guess = {**guess, "name": name}
        form = NewCustomerForm(self.data if begun else None, prefix="customer", initial=guess)
        if self.creating and not begun:
            empty = "email" if guess.get("name") else "name"
            form.fields[empty].widget.attrs |= {"autofocus": True, "data-autofocus": True}
        return form

    @cached_property
    def company(self):
        """The company of who is chosen, or the known one of who is being created; or None."""
        if self.chosen or not self.creating:
            return self.chosen and self.chosen.company
        company = self.create.hints.company
        return company if company and company.pk else None

    @property
    def address(self):
        """Where a mail to them would go, as far as that is known: of who is chosen; or None."""
        return self.chosen and self.chosen.primary_address

    @cached_property
    def found(self):
        """The customers who match what was typed, best first; `near` if nobody does."""
        if not self.text or self.chosen or self.creating:
            return []
        matching = Customer.objects.matching(self.text).with_contacts()
        return list(matching.best_first(self.text)[:SHOWN])

    @cached_property
    def near(self):
        """Customers who match a part of it, when nobody matches the whole."""
        if self.found or not self.text or self.chosen or self.creating:
            return []
        return list(Customer.objects.near(self.text).with_contacts().best_first(self.text)[:3])

    def clean(self):
        """Accept who is chosen or created, or whose whole address was typed."""
        cleaned = super().clean()
        if self.creating:
            return cleaned
        if not self.chosen and self.text:
            self.chosen = Customer.objects.with_contacts().with_address(self.text).first()
        if not self.chosen:
            words = _("Who is it for? Choose one of these, or create somebody new.")
            nobody = _("Who is it for? Type a name, an address or a number.")
            self.add_error("who", words if self.text else nobody)
        return cleaned

    def is_valid(self):
        """Whether it is known whom the ticket is for."""
        return super().is_valid() and (not self.creating or self.create.is_valid())

    def save(self, *, by):
        """Return the customer, registered now if new; None if that was refused, in words."""
        if not self.creating:
            return self.chosen
        with self.create.refusals():
            return self.create.save(by=by)

    def forgive(self, *but):
        """Complain of nothing yet, in the form of somebody new neither."""
        super().forgive(*but)
        if self.create.is_bound:
            self.create.forgive("email")
