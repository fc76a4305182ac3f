"""The ticket: what a customer asked, who holds it, and its status."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import clock
from tickets.choices import UNFINISHED, Channel, Priority, Status
from tickets.models.audience import HasAudience
from tickets.models.change import Changeable
from tickets.models.conversation import Conversation
from tickets.models.creation import Creation
from tickets.models.delivery import Waiting
from tickets.models.receiving import Receiving
from tickets.models.tag import Tag
from tickets.models.text import Rendered
from tickets.models.verbs import Verbs
from tickets.properties.texts import SUBJECT_MAX
from tickets.querysets import TicketQuerySet


def sortings():
    """Yield the indexes that lists need: one for each sorting, with the id as tie-break."""
    fields = ("last_activity_at", "created_at", "priority", "status")
    yield from (
        models.Index(fields=[f"-{field}", "-id"], name=f"ticket_by_{field.removesuffix('_at')}")
        for field in fields
    )
    yield from (
        models.Index(fields=[field, "-last_activity_at", "-id"], name=f"ticket_of_{field}")
        for field in ("holder_user", "holder_group", "customer")
    )


def sortings_of_what_asks():
    """Yield the indexes of unfinished tickets, and of closed ones whose customer wrote again.

    These are listed all day and are a small part of all tickets: with indexes of their own, their
    lists do not get slower as the archive grows.
    """
    is_open = Q(status__in=UNFINISHED)
    waiting = is_open & Q(waiting_since__isnull=False)
    unassigned = is_open & Q(holder_user=None, holder_group=None)
    written_after_closing = Q(status=Status.CLOSED, waiting_since__gt=F("closed_at"))
    yield from (
        models.Index(fields=[*fields, "-id"], condition=condition, name=name)
        for name, condition, fields in (
            ("ticket_open_by_last_activity", is_open, ["-last_activity_at"]),
            ("ticket_open_by_created", is_open, ["-created_at"]),
            ("ticket_open_by_priority", is_open, ["-priority"]),
            ("ticket_open_by_number", is_open, []),
            ("ticket_open_of_user", is_open, ["holder_user", "-last_activity_at"]),
            ("ticket_open_of_group", is_open, ["holder_group", "-last_activity_at"]),
            ("ticket_waiting", waiting, ["-waiting_since"]),
            ("ticket_unassigned", unassigned, ["-last_activity_at"]),
            ("ticket_written_after_closing", written_after_closing, ["-last_activity_at"]),
        )
    )


class Ticket(Creation, Verbs, Conversation, Receiving, Waiting, Changeable, HasAudience, Rendered):
    """What a customer asked; its number is its primary key, shown as #1024.

    Held by one person, or one group, or nobody. Only `change()` saves a ticket and only `record()`
    makes its events; the verbs call both.

    `waiting_since` is set while the customer spoke last; `version` counts property changes.
    """

    subject = models.CharField(_("subject"), max_length=SUBJECT_MAX)
    description = models.TextField(_("description"), blank=True)
    customer = models.ForeignKey(
        "customers.Customer",
        verbose_name=_("customer"),
        on_delete=models.PROTECT,
        related_name="tickets",
        db_index=False,
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority, default=Priority.MEDIUM
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.OPEN)
    holder_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("holding person"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="held_tickets",
        db_index=False,
    )
    holder_group = models.ForeignKey(
        "auth.Group",
        verbose_name=_("holding group"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="held_tickets",
        db_index=False,
    )
    channel = models.CharField(_("came by"), max_length=10, choices=Channel, default=Channel.EMAIL)
    tags = models.ManyToManyField(Tag, verbose_name=_("tags"), blank=True, related_name="tickets")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="created_tickets"
    )
    created_at = models.DateTimeField(_("created"), default=clock.now)
    last_activity_at = models.DateTimeField(_("updated"), default=clock.now)
    waiting_since = models.DateTimeField(_("customer waits since"), null=True, blank=True)
    first_answered_at = models.DateTimeField(_("first answered"), null=True, blank=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    nonce = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = TicketQuerySet.as_manager()
    source = "description"

    class Meta:
        ordering = ["-id"]
        verbose_name = _("ticket")
        constraints = [
            models.CheckConstraint(
                condition=Q(holder_user=None) | Q(holder_group=None), name="ticket_one_holder"
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="ticket_status_known"
            ),
            models.CheckConstraint(
                condition=Q(priority__in=Priority.values), name="ticket_priority_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="ticket_channel_known"
            ),
            models.CheckConstraint(condition=~Q(subject=""), name="ticket_has_subject"),
            models.CheckConstraint(
                condition=Q(status="CLOSED", closed_at__isnull=False)
                | ~Q(status="CLOSED") & Q(closed_at=None),
                name="ticket_closed_at_iff_closed",
            ),
        ]
        indexes = [*sortings(), *sortings_of_what_asks()]

    def __str__(self):
        return f"#{self.pk} {self.subject}"

    def save(self, *args, force_insert=False, **kwargs):
        """Store a new ticket. Raises TypeError for one that exists: use `change()` for it."""
        if not force_insert:
            raise TypeError("A ticket changes by its verbs only: see Ticket.change().")
        super().save(*args, force_insert=True, **kwargs)

    @property
    def holder(self):
        """The User or the Group that holds it, or None."""
        return self.holder_user or self.holder_group

    @property
    def is_closed(self):
        """Whether it is CLOSED, and so read-only."""
        return self.status == Status.CLOSED

    @property
    def is_unfinished(self):
        """Whether it is OPEN, PENDING or IN_PROGRESS."""
        return self.status in UNFINISHED

    @property
    def customer_waits(self):
        """Whether the customer spoke last and the work is not finished."""
        return self.is_unfinished and self.waiting_since is not None

    @property
    def wrote_after_closing(self):
        """Whether the customer wrote after it was closed; only a person can reopen it."""
        return bool(self.is_closed and self.waiting_since and self.waiting_since > self.closed_at)
