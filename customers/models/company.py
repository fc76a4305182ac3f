"""Companies that customers belong to."""

from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core import clock
from core.refusals import Refusal
from core.text import key_of
from customers.models.change import Changes, unless_taken
from customers.models.event import CustomerEvent
from customers.querysets import CompanyQuerySet


class Company(Changes, models.Model):
    """A company; its name is unique whatever the case."""

    name = models.CharField(gettext_lazy("name"), max_length=150)
    name_key = models.CharField(max_length=150, unique=True, editable=False)
    website = models.URLField(gettext_lazy("website"), blank=True)
    phone = models.CharField(gettext_lazy("phone"), max_length=40, blank=True)
    address = models.TextField(gettext_lazy("address"), blank=True, max_length=1000)
    notes = models.TextField(gettext_lazy("notes"), blank=True, max_length=10_000)
    created_at = models.DateTimeField(gettext_lazy("created"), default=clock.now, editable=False)

    objects = CompanyQuerySet.as_manager()
    editable = ("name", "website", "phone", "address", "notes")

    class Meta:
        ordering = ["name_key"]
        verbose_name = gettext_lazy("company")
        verbose_name_plural = gettext_lazy("companies")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="company_has_name")
        ]

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
        domains: Iterable[str] = (),
        **fields: Any,
    ) -> Self:
        """Make and return a company.

        Raises `Refusal` for an empty or taken name, and for any text that does not fit.
        """
        company = cls()
        company.put(name=name, **fields)
        company.store()
        changes = {"name": {"old": None, "new": company.name}}
        company.record("registered", by=by, why=why, changes=changes)
        if domains:
            company.set_domains(domains, by=by, why=why)
        return company

    @transaction.atomic
    def set_domains(
        self, names: Iterable[str], *, by: User | None, why: str = ""
    ) -> CustomerEvent | None:
        """Make `names` this company's email domains; return the event, or None if nothing changed.

        Raises `Refusal` for a domain that another company has, and for what is no domain.
        """
        self.held()
        old = sorted(self.domains.values_list("name", flat=True))
        new = sorted({clean_domain(name) for name in names if name.strip()})
        if old == new:
            return None
        taken = MailDomain.objects.filter(name__in=new).exclude(company=self).first()
        if taken:
            words = _("%(d)s belongs to %(c)s.") % {"d": taken.name, "c": taken.company}
            raise Refusal(words, field="domains")
        self.domains.exclude(name__in=new).delete()
        with unless_taken(_("One of these domains belongs to another company."), "domains"):
            added = [MailDomain(company=self, name=name) for name in new if name not in old]
            MailDomain.objects.bulk_create(added)
        return self.record("edited", by=by, why=why, changes={"domains": {"old": old, "new": new}})

    def set_name(self, name: str) -> None:
        """Put `name` and its key on this object, unsaved. Raises `Refusal`."""
        if not name:
            raise Refusal(_("A company needs a name."), field="name")
        key = key_of(name)
        if type(self).objects.filter(name_key=key).exclude(pk=self.pk).exists():
            raise Refusal(_("There is already a company “%s”.") % name, field="name")
        self.name, self.name_key = name, key

    def store(self) -> None:
        """Save this object. Raises `Refusal` if its name was taken meanwhile."""
        with unless_taken(_("There is already a company “%s”.") % self.name, "name"):
            self.save()

    def trail_links(self) -> dict[str, models.Model | None]:
        """Whose trail an event about this company belongs to."""
        return {"company": self}


class MailDomain(models.Model):
    """A domain whose emails come from one company, which is suggested for new customers."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="domains")
    name = models.CharField(gettext_lazy("domain"), max_length=253, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


def clean_domain(name: str) -> str:
    """Return an email domain as it is compared: "@Acme.Example" gives "acme.example".

    Raises `Refusal` for what is no domain.
    """
    domain = key_of(name).lstrip("@")
    try:
        validate_domain_name(domain)
    except ValidationError:
        raise Refusal(_("“%s” is not a domain.") % domain[:100], field="domains") from None
    return domain
