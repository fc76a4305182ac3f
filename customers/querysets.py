"""Sets of customers and companies, and how one is found by anything one knows of them."""

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When

from core.paging import Order
from core.text import key_of
from customers.keys import digits_of, e164_of

MIN_DIGITS = 4
"""So many typed digits are looked for among phone numbers."""

LONGEST_QUERY, MOST_WORDS = 200, 8
"""More of a text than this finds nobody better, and SQLite refuses endless patterns."""


class ByName(models.QuerySet):
    """Rows that a list shows by name, a page at a time."""

    BY_NAME = Order("name_key", descending=False)


class CompanyQuerySet(ByName):
    """Companies."""

    def matching(self, text):
        """Companies whose name or email domain holds `text`, whatever its case."""
        key = key_of(text[:LONGEST_QUERY])
        return self.filter(Q(name_key__contains=key) | Exists(self._domains(key)))

    def of_domain(self, address):
        """The companies that own the domain of an email address (none or one)."""
        domain = key_of(address).rpartition("@")[2]
        return self.filter(domains__name=domain)

    @staticmethod
    def _domains(key):
        from customers.models import MailDomain

        return MailDomain.objects.filter(company=OuterRef("pk"), name__contains=key)


class CustomerQuerySet(ByName):
    """Customers; every agent sees all of them."""

    def matching(self, text):
        """Customers whose name, address, number or company holds `text`, in any format.

        Every word must be found somewhere, so that "sarah acme" finds Sarah of Acme. A text
        without letters is also compared with parts of phone numbers, others with whole ones:
        "020 7183 8750 ext. 12".
        """
        text = text[:LONGEST_QUERY]
        found = Q()
        for word in key_of(text).split()[:MOST_WORDS]:
            found &= (
                Q(name_key__contains=word)
                | Q(company__name_key__contains=word)
                | Exists(self._addresses(key__contains=word))
            )
        if len(digits_of(text)) >= MIN_DIGITS:
            whole = any(char.isalpha() for char in text)
            found |= Exists(self._numbers(text, whole=whole))
        return self.filter(found)

    def best_first(self, text):
        """Those whose name begins with `text` first, each part by name."""
        begins = Case(When(name_key__startswith=key_of(text), then=0), default=1)
        return self.order_by(begins, "name_key", "id")

    def near(self, text):
        """Customers who match the first word of `text`: for when nobody matches all of it."""
        words = key_of(text).split()
        return self.matching(words[0]) if len(words) > 1 else self.none()

    def with_contacts(self):
        """Each with company, addresses and numbers, in three queries for all."""
        return self.select_related("company").prefetch_related("emails", "phones")

    def with_address(self, address):
        """The customer who has exactly this email address (none or one)."""
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
        digits = digits_of(text.replace("(0)", ""))
        national = digits.lstrip("0")
        part = national if len(national) >= MIN_DIGITS - 1 else digits
        return numbers.filter(Q(e164=e164) | Q(e164__contains=part))
