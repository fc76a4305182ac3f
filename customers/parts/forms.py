"""Changing what is known about a customer or a company, a part at a time."""

import hashlib
import json

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.forms import SaysRefusals
from customers.forms.fields import UNSUGGESTED, CompanyField, DomainsField, LinesField, registered


class PartForm(SaysRefusals, forms.Form):
    """Some fields of one row, changed by `edit`.

    `seen` says what stood there when the form was made. Where somebody changed that meanwhile
    nothing is saved: `changed_meanwhile` is true, and sending the form again does save.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    changed_meanwhile = False

    def __init__(self, data=None, *, row):
        self.row = row
        super().__init__(data, initial={**self.now(), "seen": self.mark()})

    def now(self):
        """Return what stands in the fields of the row, as the form shows it."""
        return {name: self.value_of(name) for name in self.base_fields if name != "seen"}

    def value_of(self, name):
        """Return one of them."""
        return str(getattr(self.row, name) or "")

    def mark(self):
        """Return a short mark of what stands there."""
        text = json.dumps(self.now(), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @transaction.atomic
    def save(self, *, by):
        """Save the fields; return whether that was done. If not, the form says why."""
        self.row = self.row.held()
        seen = self.cleaned_data.pop("seen")
        if seen and seen != self.mark():
            self.changed_meanwhile = True
            self.data = {**self.data.dict(), "seen": self.mark()}
            return False
        with self.refusals(), transaction.atomic():
            self.apply(by)
        return self.is_valid()

    def apply(self, by):
        """Call the verbs. Raises `Refusal`."""
        self.row.edit(by=by, **self.cleaned_data)

    @property
    def theirs(self):
        """What somebody else put there meanwhile, in words: label and value."""
        if not self.changed_meanwhile:
            return []
        return [(self.fields[name].label, value) for name, value in self.now().items()]


class CustomerDetailsForm(PartForm):
    """Who somebody is."""

    name = forms.CharField(
        label=_("Name"),
        error_messages={"required": _("A customer needs a name.")},
        widget=forms.TextInput(UNSUGGESTED),
    )
    job_title = forms.CharField(
        label=_("Job title"), required=False, widget=forms.TextInput(UNSUGGESTED)
    )
    company = CompanyField()

    def apply(self, by):
        """Register the company if it is new."""
        company = registered(self.cleaned_data["company"], by=by)
        self.row.edit(by=by, **{**self.cleaned_data, "company": company})


class NotesForm(PartForm):
    """Notes for the team."""

    notes = LinesField(label=_("Notes"), required=False, widget=forms.Textarea({"rows": 5}))


class CompanyDetailsForm(PartForm):
    """What is known about a company."""

    name = forms.CharField(
        label=_("Name"),
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
        label=_("Phone"), required=False, widget=forms.TextInput({"type": "tel", **UNSUGGESTED})
    )
    address = LinesField(label=_("Address"), required=False, widget=forms.Textarea({"rows": 3}))

    def value_of(self, name):
        """The domains stand in rows of their own."""
        if name == "domains":
            return " ".join(self.row.domains.values_list("name", flat=True))
        return super().value_of(name)

    def apply(self, by):
        """Set the domains by their own verb."""
        fields = dict(self.cleaned_data)
        self.row.set_domains(fields.pop("domains"), by=by)
        self.row.edit(by=by, **fields)


class ReachForm(SaysRefusals, forms.Form):
    """One more address or number, or one of a customer's changed: each button does one thing."""

    email = forms.CharField(
        label=_("Another address"), required=False,
        widget=forms.EmailInput({"aria-label": _("Another address"), **UNSUGGESTED}),
    )  # fmt: skip
    phone = forms.CharField(
        label=_("Another number"), required=False,
        widget=forms.TextInput({"type": "tel", "aria-label": _("Another number"), **UNSUGGESTED}),
    )  # fmt: skip
    remove_email = forms.CharField(required=False)
    make_primary = forms.CharField(required=False)
    remove_phone = forms.CharField(required=False)

    def __init__(self, data=None, *, row):
        super().__init__(data)
        self.row = row

    def save(self, *, by):
        """Do what was asked for; return whether it was done. If not, the form says why."""
        pressed = {name: text for name, text in self.cleaned_data.items() if text}
        verbs = [
            verb for verb in ("remove_email", "make_primary", "remove_phone") if verb in pressed
        ]
        # A button that was pressed says what is meant, whatever was begun in the fields.
        wanted = verbs or [name for name in ("email", "phone") if name in pressed]
        with self.refusals(), transaction.atomic():
            for name in wanted:
                verb = name if name in verbs else f"add_{name}"
                getattr(self.row, verb)(pressed[name], by=by)
        return self.is_valid()
