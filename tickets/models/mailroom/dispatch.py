"""The way of one mail out of the house."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Dispatch(models.Model):
    """How the sending of one outgoing mail goes; its state is the message's `delivery`.

    Made with the message, in its transaction. Nobody sends before `due_at`: first the time in which
    it can be taken back, later the pause after a failure. Whoever sends holds `lease` until
    `leased_until`; a lease that ran out is anybody's (the sender died).
    """

    message = models.OneToOneField(
        "tickets.Message", on_delete=models.PROTECT, primary_key=True, related_name="dispatch"
    )
    due_at = models.DateTimeField(_("due"), default=clock.now)
    lease = models.UUIDField(null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("the server's words"), max_length=1000, blank=True)
    signature = models.TextField(_("signature"), blank=True)

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        constraints = [
            models.CheckConstraint(
                condition=Q(lease=None, leased_until=None)
                | Q(lease__isnull=False, leased_until__isnull=False),
                name="dispatch_lease_has_end",
            )
        ]
        indexes = [models.Index(fields=["due_at"], name="dispatch_due")]

    def __str__(self):
        return f"dispatch of message {self.message_id}"
