"""Undo: within ten minutes, by the person who made the change or by an admin."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.refusals import Refusal
from tickets.events.kinds import KINDS
from tickets.models.refusals import UndoRefused
from tickets.properties import PROPERTIES

if TYPE_CHECKING:
    from accounts.models import User
    from tickets.models.event import TicketEvent
    from tickets.models.ticket import Ticket

UNDO_FOR = timedelta(minutes=10)


class Undoable:
    """The part of `TicketEvent` that undoes a change."""

    # What the model and its other parts have, or Django puts there.
    pk: Any
    objects: Any
    at: Any
    by_id: Any
    kind: Any
    changes: Any
    ticket: Any
    ticket_id: Any

    @property
    def is_undoable(self) -> bool:
        """Whether the kind and age of this event allow an undo, whoever asks."""
        changed = [PROPERTIES.get(name) for name in self.changes]
        return (
            bool(changed)
            and all(prop and prop.is_undoable for prop in changed)
            and KINDS[self.kind].is_undoable
            and clock.now() - self.at <= UNDO_FOR
        )

    def may_be_undone_by(self, user: User) -> bool:
        """Whether `user` is offered an undo of this event."""
        return self.is_undoable and user.is_active and (self.by_id == user.pk or user.is_admin)

    @transaction.atomic
    def undo(self, *, by: User) -> TicketEvent:
        """Put back what stood before this event; return the new event.

        Works even if `by` no longer sees the ticket. Raises `UndoRefused` if it is too late, `by`
        may not undo it, it was undone already, one of its fields was changed since, or the ticket
        refuses the old value now.
        """
        ticket = self.ticket.locked()
        self._refuse_undo(by, ticket)
        before = {field: change.get("old_id") for field, change in self.changes.items()}
        try:
            values = ticket.values_from_trail(before)
            event = ticket.change(by=by, kind="undone", undoes=self, **values)
        except Refusal as refusal:  # it was closed since, or the former holder was deactivated
            words = refusal.words if _sees(by, ticket) else _("Nothing was undone.")
            raise UndoRefused(words) from refusal
        self.ticket.refresh_from_db()
        return event

    def _refuse_undo(self, by: User, ticket: Ticket) -> None:
        """Raise `UndoRefused` unless `by` may undo this event now."""
        if not by.is_active or (self.by_id != by.pk and not by.is_admin):
            raise UndoRefused(_("Only the one who did it, or an admin, can undo it."))
        if not self.is_undoable:
            raise UndoRefused(_("This can no longer be undone; ten minutes are over."))
        later = type(self).objects.filter(ticket=self.ticket_id, pk__gt=self.pk)
        if later.filter(undoes=self).exists():
            raise UndoRefused(_("This was undone already."))
        for field in self.changes:
            since = later.touching(field).select_related("by").first()
            if since:
                who = since.by if since.by and _sees(by, ticket) else _("Somebody")
                raise UndoRefused(_("%s changed it since; nothing was undone.") % who)


def _sees(user: User, ticket: Ticket) -> bool:
    """Whether `user` sees `ticket`, and so may learn why an undo was refused."""
    return type(ticket).objects.visible_to(user).filter(pk=ticket.pk).exists()
