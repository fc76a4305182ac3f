"""Customers: people who write or phone, and have no account."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import clock
from core.refusals import Refusal
from core.text import key_of
from customers.models.company import Company
from customers.models.contact import HasContactPoints
from customers.querysets import CustomerQuerySet


class Customer(HasContactPoints, models.Model):
    """A person to be written to and heard; with any number of addresses and numbers, or none."""

    name = models.CharField(gettext_lazy("name"), max_length=150)
    name_key = models.CharField(max_length=150, editable=False, db_index=True)
    company = models.ForeignKey(
        Company,
        verbose_name=gettext_lazy("company"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="customers",
    )
    job_title = models.CharField(gettext_lazy("job title"), max_length=150, blank=True)
    notes = models.TextField(gettext_lazy("notes"), blank=True, max_length=10_000)
    created_at = models.DateTimeField(gettext_lazy("created"), default=clock.now, editable=False)

    objects = CustomerQuerySet.as_manager()
    editable = ("name", "company", "job_title", "notes")

    class Meta:
        ordering = ["name_key", "id"]
        verbose_name = gettext_lazy("customer")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="customer_has_name")
        ]
        indexes = [models.Index(fields=["name_key", "id"], name="customer_by_name")]

    def __str__(self) -> str:
        return self.name

    @classmethod
    @transaction.atomic
    def register(
        cls,
        *,
        name: str,
        by: User | None,
        why: str = "",
        emails: Iterable[str] = (),
        phones: Iterable[str] = (),
        **fields: Any,
    ) -> Self:
        """Make and return a customer; the first of `emails` becomes the primary address.

        Raises `Refusal` for an empty name, a malformed or taken address, an unreadable number,
        and any text that does not fit.
        """
        customer = cls()
        customer.put(name=name, **fields)
        customer.store()
        changes = {"name": {"old": None, "new": customer.name}}
        customer.record("registered", by=by, why=why, changes=changes)
        for address in emails:
            customer.add_email(address, by=by)
        for number in phones:
            customer.add_phone(number, by=by)
        return customer

    def set_name(self, name: str) -> None:
        """Put `name` and its key on this object, unsaved. Raises `Refusal` for an empty one."""
        if not name:
            raise Refusal(_("A customer needs a name."), field="name")
        self.name, self.name_key = name, key_of(name)

    @property
    def initials(self) -> str:
        """Two letters for the avatar: "Sarah Chen" gives "SC"."""
        words = self.name.split()
        return ((words[0][0] + words[-1][0]) if len(words) > 1 else self.name[:2]).upper()

    def trail_links(self) -> dict[str, models.Model | None]:
        """Whose trail an event about this customer belongs to: also the company's."""
        return {"customer": self, "company": self.company}
