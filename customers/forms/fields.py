"""Fields that several forms of customers and companies have."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from django.utils.translation import gettext_lazy as _

from core.refusals import Refusal
from core.text import key_of
from customers.models import Company

UNSUGGESTED = {"autocomplete": "off"}
"""A browser would suggest the agent's own name and address."""


class LinesField(forms.CharField):
    """A text of several lines, their ends as we keep them and not as a browser sends them."""

    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class CompanyField(forms.CharField):
    """A company by its name; `clean` returns the Company, unsaved for a new one, or None."""

    def __init__(self, **kwargs):
        super().__init__(**{"label": _("Company"), "required": False, "max_length": 150, **kwargs})
        self.widget.attrs |= UNSUGGESTED

    def clean(self, value):
        name = " ".join(super().clean(value).split())
        return company_named(name) or Company(name=name) if name else None


def company_named(name):
    """Return the company of this name, whatever its case, or None."""
    return Company.objects.filter(name_key=key_of(name)).first()


def registered(company, *, by):
    """Return `company`, put on record first if it is new. Raises `Refusal` at `company`."""
    if company is None or company.pk:
        return company
    try:
        return Company.register(name=company.name, by=by)
    except Refusal as refusal:
        raise Refusal(refusal.words, field="company") from None


class DomainsField(forms.CharField):
    """Email domains, separated by spaces, commas or lines; `clean` returns them as a list."""

    def clean(self, value):
        names = super().clean(value).replace(",", " ").split()
        for name in names:
            try:
                DomainNameValidator()(name.lstrip("@"))
            except ValidationError:
                words = _("“%s” is not a domain such as acme.example.") % name
                raise ValidationError(words) from None  # without params: it is formatted once
        return names
