"""The trail of people and groups."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.events import Event, EventQuerySet


class AccountEventQuerySet(EventQuerySet):
    """What happened to people and groups."""

    def visible_to(self, user):
        """All of it to admins, nothing to anybody else."""
        return self if user.is_active and user.is_admin else self.none()


class AccountEvent(Event):
    """What happened to a person or a team: invitations, roles, membership, sign-ins, exports."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
    )
    group = models.ForeignKey(
        "auth.Group", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    ip = models.GenericIPAddressField(null=True, blank=True)

    objects = AccountEventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = _("account event")
        indexes = [models.Index(fields=["-at", "-id"], name="account_event_at")]

    def __str__(self):
        return f"{self.kind} {self.user or self.group or ''}".strip()
