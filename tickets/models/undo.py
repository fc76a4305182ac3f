"""Undo: ten minutes, by the one who did it or an admin, exactly (decision 9)."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import clock
from tickets.errors import UndoRefused

UNDO_FOR = timedelta(minutes=10)
UNDOABLE = frozenset({"status", "priority", "holder", "tags"})


class Undoable:
    """The part of `TicketEvent` that takes a change back."""

    @property
    def is_undoable(self):
        """Whether the kind and age of this event allow an undo; says nothing of who asks."""
        fields = set(self.changes)
        young = clock.now() - self.at <= UNDO_FOR
        return (
            bool(fields) and fields <= UNDOABLE and self.kind not in ("created", "undone") and young
        )

    def may_be_undone_by(self, user):
        """Whether `user` is offered an undo of this event."""
        return self.is_undoable and user.is_active and (self.by_id == user.pk or user.is_admin)

    @transaction.atomic
    def undo(self, *, by):
        """Put back what stood before this event; return the new event.

        Works on a ticket that is out of the actor's sight by now. Raises `UndoRefused` when it is
        too late, not theirs, undone already, or when one of its fields was changed since.
        """
        ticket = self.ticket.locked()
        self._refuse_undo(by, ticket)
        before = {field: change.get("old_id") for field, change in self.changes.items()}
        event = ticket.change(by=by, kind="undone", undoes=self, **ticket.values_from_trail(before))
        self.ticket.refresh_from_db()
        return event

    def _refuse_undo(self, by, ticket):
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
                seen = type(ticket).objects.visible_to(by).filter(pk=ticket.pk).exists()
                who = since.by if seen and since.by else _("Somebody")
                raise UndoRefused(_("%s changed it since; nothing was undone.") % who)
