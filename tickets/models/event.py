"""The trail of tickets."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.events import Event
from tickets.models.undo import Undoable
from tickets.querysets import TicketEventQuerySet


class TicketEvent(Undoable, Event):
    """One thing that happened on a ticket. Made by `Ticket.record` and nowhere else.

    Who sees it follows from its ticket and its note at the time of reading and is not stored
    here, so that hiding a note hides all its events.
    """

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.PROTECT, related_name="events")
    note = models.ForeignKey(
        "tickets.Note", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    message = models.ForeignKey(
        "tickets.Message", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    attachment = models.ForeignKey(
        "tickets.Attachment", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    revision = models.ForeignKey(
        "tickets.Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    objects = TicketEventQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("ticket event")
        indexes = [
            models.Index(fields=["ticket", "id"], name="ticket_event_of_ticket"),
            models.Index(fields=["-at", "-id"], name="ticket_event_at"),
            models.Index(fields=["by", "-at", "-id"], name="ticket_event_of_person"),
            models.Index(fields=["kind", "-at", "-id"], name="ticket_event_of_kind"),
        ]

    def __str__(self):
        return f"{self.kind} #{self.ticket_id}"

    @classmethod
    def done_by(cls, user):
        """All events that `user` made, for admins: also on tickets that `user` does not see now."""
        return cls.objects.all() if user.is_admin else cls.objects.filter(by=user)
