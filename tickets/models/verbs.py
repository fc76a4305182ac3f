"""What people do to a ticket's properties. Each verb is `change()` with its own word."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.holders import holder_from
from core import clock
from core.refusals import Unseen
from tickets.models.refusals import Taken

TOLD_FOR = timedelta(hours=1)
"""So long the loser of a race is told who won it."""


class Verbs:
    """The part of `Ticket` with one verb a act.

    All take `by` (who acts) and `why`, return the event or None if nothing changed, and raise what
    `change()` raises. `seen` is the value the person saw; see `change()`.
    """

    @transaction.atomic
    def take(self, *, by, why=""):
        """Give the ticket to `by`. Raises `Taken`, which says who, if another was first.

        That is said for an hour to those who may have seen it free: held by nobody, or by a group
        of theirs. To others, and later, it is `Unseen` like any other.
        """
        ticket = self.locked()
        try:
            ticket.refuse_unseen(by)
        except Unseen:
            ticket._refuse_taken(by)
            raise
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

    def _refuse_taken(self, by):
        """Raise `Taken` if `by` could have taken the ticket until a moment ago."""
        event = self.events.touching("holder").order_by("-id").first()
        if not by.is_active or event is None or self.holder is None:
            return
        if clock.now() - event.at <= TOLD_FOR and _was_open_to(by, event.changes["holder"]):
            words = _("%s took it first. You did not get it.")
            if self.holder_group:
                words = _("It went to %s first. You did not get it.")
            words %= self.holder
            raise Taken(words, field="holder", theirs=str(self.holder), yours=str(by), event=event)


def _was_open_to(user, change):
    """Whether the old holder of a change was nobody, or a group that `user` belongs to."""
    holder = holder_from(change["old_id"])
    return holder is None or holder in user.groups.all()
