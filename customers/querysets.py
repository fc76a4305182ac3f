"""Sets of customers and companies, and how one is found by anything one knows of them."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from customers.keys import digits_of, e164_of, key_of

MIN_DIGITS = 4


class CompanyQuerySet(models.QuerySet):
    """Companies."""

    def matching(self, text):
        """Companies whose name or mail domain holds `text`, whatever its case."""
        key = key_of(text)
        return self.filter(Q(name_key__contains=key) | Exists(self._domains(key)))

    def of_domain(self, address):
        """The companies that own the domain of an e-mail address (none or one)."""
        domain = key_of(address).rpartition("@")[2]
        return self.filter(domains__name=domain)

    @staticmethod
    def _domains(key):
        from customers.models import MailDomain

        return MailDomain.objects.filter(company=OuterRef("pk"), name__contains=key)


class CustomerQuerySet(models.QuerySet):
    """Customers; every agent sees all of them (decision 5)."""

    def matching(self, text):
        """Customers whose name, address, number or company holds `text`, in any format.

        Every word must be found somewhere, so that "sarah acme" finds Sarah of Acme; a text that
        is mostly digits is compared as a phone number.
        """
        if len(digits_of(text)) >= MIN_DIGITS and not any(c.isalpha() for c in text):
            return self.filter(Exists(self._numbers(text)))
        found = self
        for word in key_of(text).split():
            found = found.filter(
                Q(name_key__contains=word)
                | Q(company__name_key__contains=word)
                | Exists(self._addresses(key__contains=word))
            )
        return found

    def with_address(self, address):
        """The customer who has exactly this e-mail address (none or one)."""
        return self.filter(Exists(self._addresses(key=key_of(address))))

    def with_number(self, number):
        """Customers who have this phone number, whatever its format; several may share one."""
        return self.filter(Exists(self._numbers(number, whole=True)))

    @staticmethod
    def _addresses(**lookup):
        from customers.models import EmailAddress

        return EmailAddress.objects.filter(customer=OuterRef("pk"), **lookup)

    @staticmethod
    def _numbers(text, whole=False):
        from customers.models import PhoneNumber

        numbers = PhoneNumber.objects.filter(customer=OuterRef("pk"))
        e164 = e164_of(text)
        if whole:
            return numbers.filter(e164=e164)
        national = digits_of(text).lstrip("0")
        return numbers.filter(Q(e164=e164) | Q(e164__contains=national))
