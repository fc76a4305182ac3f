"""Threads and their messages: conversations with the customer, and within the team."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock, folds
from core.text import number_of
from tickets.models.delivery import Delivered
from tickets.models.text import Rendered
from tickets.querysets import MessageQuerySet, OfTicketQuerySet

SUBJECT_MAX = 200
OUTGOING_STATES = ["QUEUED", "SENDING", "SENT", "FAILED", "BOUNCED", "WITHDRAWN"]


def one_author():
    """Return the condition that exactly one of the three kinds of author is set."""
    user, customer = Q(author_user__isnull=False), Q(author_customer__isnull=False)
    bare = ~Q(author_address="")
    return (user & ~customer & ~bare) | (~user & customer & ~bare) | (~user & ~customer & bare)


class Thread(models.Model):
    """Messages that belong together on a ticket: OUTSIDE with the customer, or TEAM in the team.

    Whoever sees the ticket sees its team threads; they have no members of their own.
    """

    class Kind(models.TextChoices):
        OUTSIDE = "OUTSIDE", _("Conversation")
        TEAM = "TEAM", _("Team thread")

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.PROTECT, related_name="threads")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    subject = models.CharField(_("subject"), max_length=SUBJECT_MAX)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(_("created"), default=clock.now)

    objects = OfTicketQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("thread")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["OUTSIDE", "TEAM"]), name="thread_kind_known"
            ),
            models.CheckConstraint(condition=~Q(subject=""), name="thread_has_subject"),
        ]

    def __str__(self):
        return self.subject


class Message(Delivered, Rendered):
    """Something said in a thread, by exactly one of: a person, a customer, a bare address.

    `kind` is EMAIL, TEAM (to the team), or CALL: what a customer said and a person (`recorded_by`)
    wrote down. Only outgoing emails have a delivery state; those that are QUEUED are the outbox.
    Recipients do not change after it is written. `auto` marks an incoming email that was sent
    automatically ("auto-reply", "list").
    """

    class Kind(models.TextChoices):
        EMAIL = "EMAIL", _("Email")
        TEAM = "TEAM", _("Team")
        CALL = "CALL", _("Call")

    class Direction(models.TextChoices):
        OUT = "OUT", _("outgoing")
        IN = "IN", _("incoming")

    class Delivery(models.TextChoices):
        QUEUED = "QUEUED", _("Queued")
        SENDING = "SENDING", _("Sending")
        SENT = "SENT", _("Sent")
        FAILED = "FAILED", _("Failed")
        BOUNCED = "BOUNCED", _("Bounced")
        WITHDRAWN = "WITHDRAWN", _("Stopped")

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    direction = models.CharField(_("direction"), max_length=3, choices=Direction)
    author_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
    )
    author_customer = models.ForeignKey(
        "customers.Customer",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
    )
    author_address = models.CharField(_("author's address"), max_length=320, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    body = models.TextField(_("text"))
    created_at = models.DateTimeField(_("created"), default=clock.now)
    message_id = models.CharField(max_length=255, null=True, blank=True, unique=True)  # noqa: DJ001
    delivery = models.CharField(_("delivery"), max_length=10, choices=Delivery, blank=True)
    auto = models.CharField(_("written by a machine"), max_length=10, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    nonce = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("message")
        constraints = [
            models.CheckConstraint(condition=one_author(), name="message_one_author"),
            models.CheckConstraint(
                condition=Q(kind="EMAIL", direction="OUT") & Q(delivery__in=OUTGOING_STATES)
                | (~Q(kind="EMAIL") | ~Q(direction="OUT")) & Q(delivery=""),
                name="message_delivery_is_of_sent_mail",
            ),
            models.CheckConstraint(
                condition=Q(kind="EMAIL", recorded_by=None)
                | Q(kind="TEAM", direction="OUT", author_user__isnull=False, recorded_by=None)
                | Q(kind="CALL", direction="IN", author_user=None, recorded_by__isnull=False),
                name="message_kind_fits",
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at", "id"],
                condition=Q(delivery__in=["QUEUED", "SENDING"]),
                name="message_outbox",
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.direction} in {self.thread_id}"

    @classmethod
    def written_by(cls, user):
        """The messages that `user` wrote, also on tickets that they no longer see."""
        return cls.objects.filter(author_user=user)

    @classmethod
    def of_ours(cls, ticket, pk):
        """Return our email on `ticket` with this `pk`, which came from a form or a URL, or None.

        Only one that may be written anew.
        """
        if (number := number_of(str(pk or ""))) is None:
            return None
        found = cls.objects.filter(thread__ticket=ticket, pk=number)
        email = found.select_related("thread", "dispatch").first()
        return email if email and email.may_be_written_anew else None

    @property
    def came_by_mail(self):
        """Whether it is an incoming email, and not something that a person here typed."""
        return self.kind == self.Kind.EMAIL and self.direction == self.Direction.IN

    @property
    def clean_html(self):
        """As for every text; of an incoming email only the labels of its folds are made anew."""
        return folds.worded(self.html) if self.came_by_mail else super().clean_html

    def record_download(self, *, by, name):
        """Record that `by` downloaded the original of this email, as the file `name`.

        Raises `Unseen` if they do not see it.
        """
        ticket = self.thread.ticket
        ticket.refuse_unseen(by)
        changes = {"file": {"old": None, "new": name}}
        return ticket.record("downloaded", by=by, message=self, changes=changes)

    @property
    def author(self):
        """Who said it: a User, a Customer, or an address as text."""
        return self.author_user or self.author_customer or self.author_address


class Recipient(models.Model):
    """One address that a message goes to or came to, as it was at that time."""

    class Kind(models.TextChoices):
        TO = "TO", _("to")
        CC = "CC", _("cc")

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="recipients")
    kind = models.CharField(max_length=2, choices=Kind, default=Kind.TO)
    name = models.CharField(_("name"), max_length=200, blank=True)
    address = models.CharField(_("address"), max_length=320)

    class Meta:
        ordering = ["id"]
        verbose_name = _("recipient")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["TO", "CC"]), name="recipient_kind_known"),
            models.UniqueConstraint(fields=["message", "address"], name="recipient_once_a_message"),
        ]

    def __str__(self):
        return self.name or self.address
