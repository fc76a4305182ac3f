"""What is known already about somebody who is being typed in."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.text import key_of
from customers.forms.fields import company_named
from customers.keys import digits_of
from customers.models import Company, Customer, EmailAddress
from customers.querysets import MIN_DIGITS


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
    def of_number(self):
        """A customer who has this number already, or None; several may share one."""
        number = self._typed("phone")
        enough = len(digits_of(number)) >= MIN_DIGITS
        return Customer.objects.with_number(number).order_by("id").first() if enough else None

    @property
    def known(self):
        """Who this may be, and why one thinks so."""
        by_number = _("This number belongs to %s.")
        by_address = _("This address belongs to %s.")
        found = [(self.owner, by_address), (self.of_number, by_number)]
        people = {person: words % person for person, words in reversed(found) if person}
        return list(people.items())

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
