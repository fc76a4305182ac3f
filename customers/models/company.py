"""Companies that customers belong to."""

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import clock
from accounts.errors import Refusal
from customers.keys import key_of
from customers.models.change import Changes
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

    def __str__(self):
        return self.name

    @classmethod
    @transaction.atomic
    def register(cls, *, name, by, why="", domains=(), **fields):
        """Make and return a company. Raises `Refusal` for an empty or taken name."""
        company = cls(**fields)
        company.set_name(name)
        company.save()
        company.record("registered", by=by, why=why, changes={"name": {"old": None, "new": name}})
        if domains:
            company.set_domains(domains, by=by, why=why)
        return company

    @transaction.atomic
    def set_domains(self, names, *, by, why=""):
        """Make `names` this company's mail domains; return the event, or None if nothing changed.

        Raises `Refusal` for a domain that another company has.
        """
        old = sorted(self.domains.values_list("name", flat=True))
        new = sorted({key_of(name).lstrip("@") for name in names if name.strip()})
        if old == new:
            return None
        taken = MailDomain.objects.filter(name__in=new).exclude(company=self).first()
        if taken:
            raise Refusal(_("%(d)s belongs to %(c)s.") % {"d": taken.name, "c": taken.company})
        self.domains.exclude(name__in=new).delete()
        MailDomain.objects.bulk_create(
            MailDomain(company=self, name=name) for name in new if name not in old
        )
        return self.record("edited", by=by, why=why, changes={"domains": {"old": old, "new": new}})

    def set_name(self, name):
        """Put `name` and its key on this object, unsaved. Raises `Refusal`."""
        name = " ".join(name.split())
        if not name:
            raise Refusal(_("A company needs a name."), field="name")
        key = key_of(name)
        if type(self).objects.filter(name_key=key).exclude(pk=self.pk).exists():
            raise Refusal(_("There already is a company “%s”.") % name, field="name")
        self.name, self.name_key = name, key

    def record(self, kind, *, by, why="", changes=None):
        """Put one event about this company on the trail, and return it."""
        return CustomerEvent.objects.create(
            kind=kind, by=by, why=why, company=self, changes=changes or {}
        )


class MailDomain(models.Model):
    """A domain whose mail comes from one company: a new customer's company is suggested by it."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="domains")
    name = models.CharField(gettext_lazy("domain"), max_length=253, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
