"""What people do to a ticket's properties. Each verb is `change()` with its own word."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.holders import holder_from
from core import clock
from core.refusals import Unseen
from tickets.models.refusals import Taken
from tickets.properties import PROPERTIES

TOLD_FOR = timedelta(hours=1)
"""So long the loser of a race is told who won it."""


class Verbs:
    """The part of `Ticket` with a verb for each change.

    All take `by` (who acts) and `why`, return the event or None if nothing changed, and raise what
    `change()` raises. `said` is what else `change()` takes: `why`, `seen`, `batch`.
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

    def set_property(self, name, value, *, by, **said):
        """Set one property, which knows the kind of event that this is."""
        kind = PROPERTIES[name].kind_of(value)
        return self.change(by=by, kind=kind, **said, **{name: value})

    def assign(self, holder, *, by, **said):
        """Give the ticket to a person, a group or nobody, taking it from whoever has it."""
        return self.set_property("holder", holder, by=by, **said)

    def release(self, *, by, **said):
        """Unassign the ticket: every agent sees it and can take it."""
        return self.set_property("holder", None, by=by, **said)

    def set_status(self, status, *, by, **said):
        """Set the status; any may follow any, but leaving CLOSED asks why."""
        return self.set_property("status", status, by=by, **said)

    def set_priority(self, priority, *, by, **said):
        """Set how urgent it is."""
        return self.set_property("priority", priority, by=by, **said)

    def set_tags(self, names, *, by, **said):
        """Make `names` the ticket's tags, all of them."""
        return self.set_property("tags", names, by=by, **said)

    def set_customer(self, customer, *, by, **said):
        """Make it another customer's ticket; who said what on it stays as it is."""
        return self.set_property("customer", customer, by=by, **said)

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
