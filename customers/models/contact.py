"""A customer's email addresses and phone numbers, and the verbs that change them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.refusals import Refusal
from core.text import key_of, one_line
from customers.keys import digits_of, e164_of, pretty_number
from customers.models.change import Changes, unless_taken
from customers.models.event import CustomerEvent

ADDRESS_MAX = 254


class EmailAddress(models.Model):
    """One address of one customer. Unique over all customers by its casefolded key."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="emails"
    )
    address = models.EmailField(gettext_lazy("email"), max_length=ADDRESS_MAX)
    key = models.CharField(max_length=ADDRESS_MAX, unique=True, editable=False)
    is_primary = models.BooleanField(gettext_lazy("primary"), default=False)

    class Meta:
        ordering = ["-is_primary", "id"]
        verbose_name = gettext_lazy("email address")
        verbose_name_plural = gettext_lazy("email addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["customer"],
                condition=models.Q(is_primary=True),
                name="one_primary_address_per_customer",
            )
        ]

    def __str__(self) -> str:
        return self.address


class PhoneNumber(models.Model):
    """One number of one customer; several customers may share one (a switchboard)."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, related_name="phones"
    )
    number = models.CharField(gettext_lazy("as typed"), max_length=40)
    e164 = models.CharField(gettext_lazy("number"), max_length=20, db_index=True, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = gettext_lazy("phone number")
        constraints = [
            models.UniqueConstraint(fields=["customer", "e164"], name="one_number_once_a_customer")
        ]

    def __str__(self) -> str:
        return self.pretty

    @property
    def pretty(self) -> str:
        """The number as people write it: "+44 20 7183 8750"."""
        return pretty_number(self.e164)


class HasContactPoints(Changes):
    """Verbs of `Customer` for addresses and numbers, each on record.

    All hold the customer's row first, so that two people at once leave one primary address.
    """

    # Django puts these there.
    emails: Any
    phones: Any

    @transaction.atomic
    def add_email(self, address: str, *, by: User | None, why: str = "") -> EmailAddress:
        """Add an address, the first one as primary; return it.

        Raises `Refusal` for a malformed one, or one that a customer has already.
        """
        address = clean_address(address)
        self.held()
        taken = EmailAddress.objects.filter(key=key_of(address)).first()
        if taken:
            words = _("%(a)s already belongs to %(c)s.") % {"a": address, "c": taken.customer}
            raise Refusal(words, field="email")
        first = not self.emails.exists()
        with unless_taken(_("%s already belongs to another customer.") % address, "email"):
            added = self.emails.create(address=address, key=key_of(address), is_primary=first)
        self.record("edited", by=by, why=why, changes={"email": {"old": None, "new": address}})
        return added

    @transaction.atomic
    def remove_email(self, address: str, *, by: User | None, why: str = "") -> CustomerEvent | None:
        """Remove an address; if it was the primary one, the oldest other takes its place."""
        self.held()
        row = self.emails.filter(key=key_of(address)).first()
        if row is None:
            return None
        row.delete()
        heir = self.emails.order_by("id").first()
        if row.is_primary and heir:
            self.emails.filter(pk=heir.pk).update(is_primary=True)
        changes = {"email": {"old": row.address, "new": None}}
        return self.record("edited", by=by, why=why, changes=changes)

    @transaction.atomic
    def make_primary(self, address: str, *, by: User | None, why: str = "") -> CustomerEvent | None:
        """Make one of this customer's addresses the one that is written to."""
        self.held()
        row = self.emails.filter(key=key_of(address)).first()
        if row is None:
            words = _("%(c)s has no address %(a)s.") % {"c": self, "a": address[:ADDRESS_MAX]}
            raise Refusal(words, field="email")
        if row.is_primary:
            return None
        old = self.emails.filter(is_primary=True).first()
        self.emails.update(is_primary=False)
        self.emails.filter(pk=row.pk).update(is_primary=True)
        changes = {"primary": {"old": old and old.address, "new": row.address}}
        return self.record("edited", by=by, why=why, changes=changes)

    @transaction.atomic
    def add_phone(self, number: str, *, by: User | None, why: str = "") -> PhoneNumber:
        """Add a number in any format; return it. Raises `Refusal` for one without digits."""
        number = one_line(number)
        e164 = e164_of(number)
        if not digits_of(e164) or len(e164) > 20 or len(number) > 40:
            raise Refusal(_("“%s” is not a phone number.") % number[:40], field="phone")
        self.held()
        row, added = self.phones.get_or_create(e164=e164, defaults={"number": number})
        if added:
            change = {"phone": {"old": None, "new": row.pretty}}
            self.record("edited", by=by, why=why, changes=change)
        return row

    @transaction.atomic
    def remove_phone(self, number: str, *, by: User | None, why: str = "") -> CustomerEvent | None:
        """Remove a number, given in any format."""
        self.held()
        row = self.phones.filter(e164=e164_of(one_line(number))).first()
        if row is None:
            return None
        row.delete()
        change = {"phone": {"old": row.pretty, "new": None}}
        return self.record("edited", by=by, why=why, changes=change)

    @property
    def primary_address(self) -> str | None:
        """The address to write to, as text, or None. One query unless `emails` is prefetched."""
        return next((row.address for row in self.emails.all() if row.is_primary), None)


def clean_address(text: str) -> str:
    """Return an email address as it is kept. Raises `Refusal` for what is none."""
    address = text.strip()
    try:
        validate_email(address)
        fits = len(address) <= ADDRESS_MAX and len(key_of(address)) <= ADDRESS_MAX
    except ValidationError:
        fits = False
    if not fits:
        raise Refusal(_("“%s” is not an email address.") % one_line(address)[:100], field="email")
    return address
