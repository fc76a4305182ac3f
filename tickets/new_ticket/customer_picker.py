"""The field that finds, chooses or creates the customer of a new ticket."""

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
    """Of several controls with one name the last counts: the pressed button is the last."""

    def value_from_datadict(self, data, files, name):
        given = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        return given[-1] if given else None


class CustomerPicker(SaysRefusals, forms.Form):
    """`who` is the text that was typed to find a customer; `customer` an id, "new" or empty.

    It can be shown at every step: `chosen` is the Customer, `creating` says that `create`, the form
    of a new customer, is open; otherwise `found` are the customers to choose from.
    """

    who = forms.CharField(label=_("Customer"), required=False, max_length=254)
    customer = forms.CharField(required=False, widget=LastGiven)

    @cached_property
    def text(self):
        """The text that was typed to find a customer."""
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
        """Whether a new customer is being created."""
        return self["customer"].value() == NEW

    @cached_property
    def create(self):
        """The form of a new customer, filled from what was typed until it is opened."""
        begun = self.creating and "customer-name" in self.data
        guess = NewCustomerForm.guess(self.text)
        if name := self.initial.get("name"):  # the name that the sender of an email gave
            guess = {**guess, "name": name}
        form = NewCustomerForm(self.data if begun else None, prefix="customer", initial=guess)
        if self.creating and not begun:
            empty = "email" if guess.get("name") else "name"
            form.fields[empty].widget.attrs |= {"autofocus": True, "data-autofocus": True}
        return form

    @cached_property
    def company(self):
        """The company of the chosen customer, or a known one of the new customer; or None."""
        if self.chosen or not self.creating:
            return self.chosen and self.chosen.company
        company = self.create.hints.company
        return company if company and company.pk else None

    @property
    def address(self):
        """The email address of the chosen customer, or None."""
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
        """Customers who match a part of the text, when nobody matches all of it."""
        if self.found or not self.text or self.chosen or self.creating:
            return []
        return list(Customer.objects.near(self.text).with_contacts().best_first(self.text)[:3])

    def clean(self):
        """Accept the chosen or new customer, or the one whose whole address was typed."""
        cleaned = super().clean()
        if self.creating:
            return cleaned
        if not self.chosen and self.text:
            self.chosen = Customer.objects.with_contacts().with_address(self.text).first()
        if not self.chosen:
            words = _("Who is it for? Choose a customer, or create a new one.")
            nobody = _("Who is it for? Enter a name, an email address or a phone number.")
            self.add_error("who", words if self.text else nobody)
        return cleaned

    def is_valid(self):
        """Whether a customer is chosen, or the form of the new one is right."""
        return super().is_valid() and (not self.creating or self.create.is_valid())

    def save(self, *, by):
        """Return the customer, created now if new; None if that was refused."""
        if not self.creating:
            return self.chosen
        with self.create.refusals():
            return self.create.save(by=by)

    def forgive(self, *but):
        """Show no errors yet, nor in the form of a new customer."""
        super().forgive(*but)
        if self.create.is_bound:
            self.create.forgive("email")
