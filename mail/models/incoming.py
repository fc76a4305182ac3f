"""Incoming emails: stored raw before they are parsed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from mail.models.reason import EmailReason
from mail.querysets import IncomingEmailQuerySet


class IncomingEmail(models.Model):
    """One email that came in, whatever was decided about it. Rows are never deleted.

    `raw` is the file with its bytes; only an email that was too large has none. `key` is the same
    for the same email, however often and from whichever source it comes. The columns below are
    what the parser read, cut to their lengths; only `raw` is complete. `ticket` is the ticket that
    it may belong to; `message` is the message that it became or, for a bounce, the message that
    bounced.
    """

    class State(models.TextChoices):
        STORED = "STORED", _("not read yet")
        WAITING = "WAITING", _("in the inbox")
        FILED = "FILED", _("filed")
        BOUNCE = "BOUNCE", _("bounce")
        DISCARDED = "DISCARDED", _("discarded")
        HELD = "HELD", _("sender blocked")
        ECHO = "ECHO", _("our own email")

    class Source(models.TextChoices):
        PIPE = "PIPE", _("mail server")
        IMAP = "IMAP", _("mailbox")
        UPLOAD = "UPLOAD", _("uploaded")

    Reason = EmailReason

    key = models.CharField(max_length=64, unique=True, editable=False)
    raw = models.FileField(_("original"), max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    source = models.CharField(_("came through"), max_length=10, choices=Source)
    mailbox = models.CharField(_("mailbox"), max_length=255, blank=True)
    received_at = models.DateTimeField(_("came in"), default=clock.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.STORED)
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    error = models.CharField(_("what went wrong"), max_length=500, blank=True)

    from_name = models.CharField(_("sender"), max_length=200, blank=True)
    from_address = models.CharField(_("sender's address"), max_length=320, blank=True)
    subject = models.CharField(_("subject"), max_length=500, blank=True)
    snippet = models.CharField(_("first words"), max_length=300, blank=True)
    mail_id = models.CharField("Message-ID", max_length=255, blank=True)
    auto = models.CharField(_("written by a machine"), max_length=10, blank=True)
    problems = models.JSONField(_("what was wrong with it"), default=list, blank=True)

    reason = models.CharField(_("why it is here"), max_length=12, choices=Reason, blank=True)
    customer = models.ForeignKey(
        "customers.Customer",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="incoming_emails",
    )
    ticket = models.ForeignKey(
        "tickets.Ticket",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="incoming_emails",
    )
    message = models.ForeignKey(
        "tickets.Message",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="incoming_emails",
    )
    block = models.ForeignKey(
        "mail.BlockedSender",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="held_emails",
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    objects = IncomingEmailQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("incoming email")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["FILED", "BOUNCE"]) | Q(message__isnull=False),
                name="incoming_email_filed_in_message",
            ),
            models.CheckConstraint(
                condition=~Q(raw="") | Q(reason="TOO_LARGE"), name="incoming_email_is_kept"
            ),
            models.UniqueConstraint(
                fields=["message"], condition=Q(state="FILED"), name="incoming_email_one_message"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="incoming_email_by_state"),
            models.Index(fields=["mail_id"], name="incoming_email_by_mail_id"),
            models.Index(fields=["-received_at"], name="incoming_email_by_time"),
            models.Index(
                fields=["-decided_at", "-id"],
                condition=Q(decided_by__isnull=False),
                name="incoming_email_decided",
            ),
        ]

    def __str__(self):
        return self.subject or str(_("(no subject)"))

    @property
    def sender(self):
        """The sender as people see it: a name, else the address, else words for no sender."""
        return self.from_name or self.from_address or str(_("(no sender)"))

    @property
    def reason_icon(self):
        """The name of the icon of its reason."""
        return self.Reason(self.reason).icon if self.reason else "info"

    @property
    def reason_line(self):
        """Its reason as lists show it, or ""."""
        return self.Reason(self.reason).line if self.reason else ""
