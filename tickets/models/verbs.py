"""What people do to a ticket's properties. Each verb calls `change()`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.holders import holder_from
from accounts.models import User
from core import clock
from core.refusals import Unseen
from tickets.models.refusals import Taken
from tickets.properties import PROPERTIES

if TYPE_CHECKING:
    from customers.models import Customer
    from tickets.choices import Priority, Status
    from tickets.models.event import TicketEvent
    from tickets.models.ticket import Ticket

TOLD_FOR = timedelta(hours=1)
"""How long a person who takes a ticket too late is told who took it first."""


class Verbs:
    """The part of `Ticket` with a verb for each change.

    All take `by` (who acts) and `why`, return the event or None if nothing changed, and raise what
    `change()` raises. `said` are the other arguments of `change()`: `why`, `seen`, `batch`.
    """

    # What the model and its other parts have, or Django puts there.
    change: Callable[..., TicketEvent | None]
    events: Any
    holder: Any
    holder_group: Any
    locked: Callable[[], Ticket]

    @transaction.atomic
    def take(self, *, by: User, why: str = "") -> TicketEvent | None:
        """Give the ticket to `by`. Raises `Taken`, which says who, if somebody took it first.

        It is raised for an hour, and only for people who may have seen the ticket while nobody or a
        group of theirs held it. For others, and later, `Unseen` is raised as for any ticket.
        """
        ticket = self.locked()
        try:
            ticket.refuse_unseen(by)
        except Unseen:
            ticket._refuse_taken(by)
            raise
        return self.change(by=by, why=why, kind="taken", holder=by)

    def set_property(self, name: str, value: Any, *, by: User, **said: Any) -> TicketEvent | None:
        """Set one property; the property says which kind of event this makes."""
        kind = PROPERTIES[name].kind_of(value)
        return self.change(by=by, kind=kind, **said, **{name: value})

    def assign(self, holder: User | Group | None, *, by: User, **said: Any) -> TicketEvent | None:
        """Give the ticket to a person, a group or nobody, whoever holds it now."""
        return self.set_property("holder", holder, by=by, **said)

    def release(self, *, by: User, **said: Any) -> TicketEvent | None:
        """Unassign the ticket: every agent sees it and can take it."""
        return self.set_property("holder", None, by=by, **said)

    def set_status(self, status: Status | str, *, by: User, **said: Any) -> TicketEvent | None:
        """Set the status; any may follow any, but leaving CLOSED needs a why."""
        return self.set_property("status", status, by=by, **said)

    def set_priority(
        self, priority: Priority | int, *, by: User, **said: Any
    ) -> TicketEvent | None:
        """Set how urgent it is."""
        return self.set_property("priority", priority, by=by, **said)

    def set_tags(self, names: Iterable[str], *, by: User, **said: Any) -> TicketEvent | None:
        """Make `names` the ticket's tags, all of them."""
        return self.set_property("tags", names, by=by, **said)

    def set_customer(self, customer: Customer, *, by: User, **said: Any) -> TicketEvent | None:
        """Make it another customer's ticket; the authors of its messages do not change."""
        return self.set_property("customer", customer, by=by, **said)

    def edit(
        self, *, by: User, why: str = "", seen: Mapping[str, Any] | None = None, **texts: str
    ) -> TicketEvent | None:
        """Replace subject, description or channel; replaced texts are kept as versions."""
        return self.change(by=by, why=why, kind="edited", seen=seen, **texts)

    def _refuse_taken(self, by: User) -> None:
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


def _was_open_to(user: User, change: Mapping[str, Any]) -> bool:
    """Whether the old holder of a change was nobody, or a group that `user` belongs to."""
    holder = holder_from(change["old_id"])
    return holder is None or holder in user.groups.all()
