"""The trail of emails: decisions of the inbox, and blocked senders."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.events import Event
from mail.querysets import MailEventQuerySet


class MailEvent(Event):
    """One thing that a person decided about an email or a sender. A change of a ticket has its own
    `TicketEvent`, in the same transaction.
    """

    email = models.ForeignKey(
        "mail.IncomingEmail",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
    )
    sender = models.ForeignKey(
        "mail.BlockedSender",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    objects = MailEventQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("email event")
        indexes = [models.Index(fields=["-at", "-id"], name="mail_event_at")]

    @classmethod
    def done_by(cls, user):
        """All events that `user` made, for admins: also of emails that `user` may not read now."""
        return cls.objects.all() if user.is_admin else cls.objects.filter(by=user)

    def __str__(self):
        return f"{self.kind} mail {self.email_id or self.sender_id}"
