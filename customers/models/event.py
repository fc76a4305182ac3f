"""The trail of customers and companies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.events import Event, EventQuerySet


class CustomerEventQuerySet(EventQuerySet):
    """What happened to customers and companies."""

    def visible_to(self, user):
        """All of it to every active person, as the customers themselves."""
        return self if user.is_active else self.none()


class CustomerEvent(Event):
    """What was changed about a customer or a company, by whom and why."""

    customer = models.ForeignKey(
        "customers.Customer", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    company = models.ForeignKey(
        "customers.Company", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )

    objects = CustomerEventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("customer event")
        indexes = [models.Index(fields=["-at", "-id"], name="customer_event_at")]

    def __str__(self):
        return f"{self.kind} {self.customer or self.company or ''}".strip()
