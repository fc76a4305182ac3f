"""What is known already about somebody who is being typed in."""

from django.utils.functional import cached_property

from customers.forms.fields import company_named
from customers.keys import key_of
from customers.models import Company, EmailAddress


class Hints:
    """Of a form with `email` and `company`, bound or not, right or wrong."""

    def __init__(self, form):
        self.form = form

    def _typed(self, field):
        """Return what stands in a field."""
        return " ".join((self.form[field].value() or "").split())

    @cached_property
    def owner(self):
        """The customer who has this address already, or None."""
        key = key_of(self._typed("email"))
        row = key and EmailAddress.objects.filter(key=key).select_related("customer").first()
        return row.customer if row else None

    @cached_property
    def by_domain(self):
        """The company that the address belongs to by its domain, or None."""
        address = self._typed("email")
        return Company.objects.of_domain(address).first() if "@" in address else None

    @cached_property
    def company(self):
        """The company that is meant: typed, unsaved if it is new, or the one of the domain."""
        name = self._typed("company")
        return (company_named(name) or Company(name=name)) if name else self.by_domain

    @property
    def suggested(self):
        """A company to fill in, where none was typed."""
        return None if self._typed("company") else self.by_domain

    @property
    def domain(self):
        """The domain by which the company is known, or ""."""
        known = self.company and self.company == self.by_domain
        return key_of(self._typed("email")).rpartition("@")[2] if known else ""

    @property
    def customers(self):
        """How many customers the company has."""
        return self.company.customers.count() if self.company.pk else 0
