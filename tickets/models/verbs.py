"""What people do to a ticket's properties. Each verb is `change()` with its own word."""

from django.db import transaction
from django.utils.translation import gettext as _

from tickets.errors import Taken


class Verbs:
    """The part of `Ticket` with one verb a deed.

    All take `by` (who acts) and `why`, return the event or None if nothing changed, and raise what
    `change()` raises. `seen` is the value the person saw; see `change()`.
    """

    @transaction.atomic
    def take(self, *, by, why=""):
        """Give the ticket to `by`. Raises `Taken`, which says who, if another was first."""
        holder = self.locked().holder
        if holder is not None and holder != by and not self._may_take_from(holder, by):
            words = _("%s took it first. You did not get it.") % holder
            event = self.events.touching("holder").order_by("-id").first()
            raise Taken(words, field="holder", theirs=str(holder), yours=str(by), event=event)
        return self.change(by=by, why=why, kind="taken", holder=by)

    def assign(self, holder, *, by, why="", **seen):
        """Give the ticket to a person or a group, taking it from whoever has it."""
        if holder is None:
            return self.release(by=by, why=why, **seen)
        return self.change(by=by, why=why, kind="assigned", holder=holder, **seen)

    def release(self, *, by, why="", **seen):
        """Put the ticket back for every agent to take."""
        return self.change(by=by, why=why, kind="released", holder=None, **seen)

    def set_status(self, status, *, by, why="", **seen):
        """Move the ticket to a status; any may follow any, but leaving CLOSED asks why."""
        return self.change(by=by, why=why, kind="status_changed", status=status, **seen)

    def set_priority(self, priority, *, by, why="", **seen):
        """Say how urgent it is."""
        return self.change(by=by, why=why, kind="priority_changed", priority=priority, **seen)

    def set_tags(self, names, *, by, why="", **seen):
        """Make `names` the ticket's tags, all of them."""
        return self.change(by=by, why=why, kind="tagged", tags=names, **seen)

    def set_customer(self, customer, *, by, why="", **seen):
        """Say that it is another customer's ticket; what was said stays with who said it."""
        return self.change(by=by, why=why, kind="customer_changed", customer=customer, **seen)

    def edit(self, *, by, why="", seen=None, **texts):
        """Replace subject, description or channel; replaced texts are kept as versions."""
        return self.change(by=by, why=why, kind="edited", seen=seen, **texts)

    def _may_take_from(self, holder, by):
        """Whether taking is an ordinary handover: an admin's, or out of one's own group's pool."""
        in_own_group = self.holder_is_group(holder) and by.groups.filter(pk=holder.pk).exists()
        return in_own_group or by.is_admin

    @staticmethod
    def holder_is_group(holder):
        """Whether a holder is a group rather than a person."""
        return holder is not None and holder._meta.model_name == "group"
