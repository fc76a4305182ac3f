"""Senders whose emails are held back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock


class BlockedSender(models.Model):
    """An address, or with a leading @ a whole domain, whose emails do not reach the inbox.

    These emails are kept and can be returned to the inbox. The row of a lifted block stays.
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
