"""Senders whose email is held back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock


class BlockedSender(models.Model):
    """An address, or with a leading @ a whole domain, whose email does not reach the inbox.

    What it sends is kept and can be brought back; a lifted block stays as a row.
    """

    key = models.CharField(_("address or @domain"), max_length=320)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(_("since"), default=clock.now)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("blocked sender")
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(lifted_at=None), name="blocked_sender_once"
            ),
            models.CheckConstraint(condition=Q(key__contains="@"), name="blocked_sender_has_at"),
        ]

    def __str__(self):
        return self.key
