"""The only place where a ticket is changed and where its events are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.events import clean_why
from core.refusals import Unseen
from tickets.models.event import TicketEvent
from tickets.models.refusals import Conflict
from tickets.models.revision import Revision
from tickets.models.rules import refuse_closed, require_reason
from tickets.properties import PROPERTIES

if TYPE_CHECKING:
    from tickets.models.ticket import Ticket


class Changeable:
    """The part of `Ticket` that changes it and makes its events."""

    # What the model and its other parts have, or Django puts there.
    pk: Any
    objects: Any
    events: Any
    refresh_from_db: Any

    @transaction.atomic
    def change(
        self,
        *,
        by: User,
        why: str = "",
        kind: str = "changed",
        seen: Mapping[str, Any] | None = None,
        undoes: TicketEvent | None = None,
        batch: UUID | None = None,
        **fields: Any,
    ) -> TicketEvent | None:
        """Set `fields` and record it; return the event, or None if nothing changed.

        `fields` are names of `PROPERTIES`. `seen` maps some of them to the value that the person
        saw when they decided: if it has changed since, `Conflict` is raised with both values.
        Raises `Unseen`, `ClosedTicket`, `ReasonRequired`, `Refusal`; then nothing is written.
        `undoes` is the event that is undone: for an undo, `by` need not see the ticket or say why.
        """
        ticket, why = self.locked(), clean_why(why)
        if undoes is None:
            ticket.refuse_unseen(by)
        wanted = {name: PROPERTIES[name].clean(value) for name, value in fields.items()}
        changed = {n: value for n, value in wanted.items() if PROPERTIES[n].of(ticket) != value}
        if not changed:
            return None
        ticket._refuse_conflict(changed, seen or {})
        refuse_closed(ticket, changed)
        if undoes is None:
            require_reason(ticket, by, why, changed)
        return self._apply(ticket, changed, by=by, why=why, kind=kind, undoes=undoes, batch=batch)

    def record(
        self,
        kind: str,
        *,
        by: User | None,
        why: str = "",
        changes: dict[str, Any] | None = None,
        **links: Any,
    ) -> TicketEvent:
        """Make and return the event of something that happened on this ticket.

        `links` say what it is about: note, message, attachment, revision, undoes, batch.
        """
        return TicketEvent.objects.create(
            ticket=cast("Ticket", self), kind=kind, by=by, why=why, changes=changes or {}, **links
        )

    def locked(self) -> Ticket:
        """Return this ticket as it is now, locked until the transaction ends.

        On PostgreSQL, rows that point to it can still be inserted; on SQLite, the transaction
        already holds the only write lock.
        """
        rows = type(self).objects.select_for_update(of=("self",), no_key=True)
        return rows.get(pk=self.pk)

    def refuse_unseen(self, by: User) -> None:
        """Raise `Unseen` unless `by` sees this ticket now."""
        if not type(self).objects.visible_to(by).filter(pk=self.pk).exists():
            raise Unseen(_("There is no ticket #%d that you can see.") % self.pk)

    def open_for(self, by: User) -> Ticket:
        """Return this ticket, locked, so that `by` can write on it.

        Raises `Unseen` or `ClosedTicket`.
        """
        ticket = self.locked()
        ticket.refuse_unseen(by)
        refuse_closed(ticket)
        return ticket

    def touch(self, **columns: Any) -> None:
        """Set `last_activity_at` to now, because something was said, and set `columns`."""
        self._write({"last_activity_at": clock.now(), **columns})

    def values_from_trail(self, trail_ids: Mapping[str, Any]) -> dict[str, Any]:
        """Return the values that an event's ids stood for, by field name."""
        return {name: PROPERTIES[name].from_trail(value) for name, value in trail_ids.items()}

    def _refuse_conflict(self, changed: Mapping[str, Any], seen: Mapping[str, Any]) -> None:
        """Raise `Conflict` for the first changed field that is not what the person saw."""
        for name in changed.keys() & seen.keys():
            prop = PROPERTIES[name]
            if prop.of(self) == prop.as_seen(seen[name]):
                continue
            last = self.events.touching(name).select_related("by").order_by("-id").first()
            raise Conflict(
                _("Somebody changed this meanwhile."),
                field=name,
                theirs=prop.words(prop.of(self)),
                yours=prop.words(changed[name]),
                event=last,
            )

    def _apply(
        self,
        ticket: Ticket,
        changed: Mapping[str, Any],
        *,
        by: User,
        why: str,
        kind: str,
        undoes: TicketEvent | None,
        batch: UUID | None,
    ) -> TicketEvent:
        """Write `changed` to the locked `ticket`, set it on self too, and return the event."""
        links: dict[str, Any] = {"undoes": undoes, "batch": batch}
        changes = {name: _entry(ticket, name, value) for name, value in changed.items()}
        for name in changed:
            if PROPERTIES[name].is_long:
                links["revision"] = kept = Revision.objects.create(
                    ticket=ticket, field=name, text=getattr(ticket, name), by=by
                )
                changes[name] = {"revision": kept.pk}  # two texts may change at once
        columns = {"version": F("version") + 1, "last_activity_at": clock.now()}
        for name, value in changed.items():
            prop = PROPERTIES[name]
            columns |= prop.columns(value) | prop.stamps(ticket, value, changes[name], undoes)
        self._write(columns)
        for name, value in changed.items():
            PROPERTIES[name].write_rows(self, value)
        event = self.record(kind, by=by, why=why, changes=changes, **links)
        self.refresh_from_db()
        return event

    def _write(self, columns: Mapping[str, Any]) -> None:
        """Store `columns` of this row; set them here too, unless the database computes them."""
        type(self).objects.filter(pk=self.pk).update(**columns)
        for name, value in columns.items():
            if not hasattr(value, "resolve_expression"):
                setattr(self, name, value)


def _entry(ticket: Ticket, name: str, value: Any) -> dict[str, Any]:
    """Return what the trail keeps of one changed field."""
    prop = PROPERTIES[name]
    if prop.is_long:
        return {}
    old = prop.of(ticket)
    return {
        "old": prop.words(old),
        "new": prop.words(value),
        "old_id": prop.trail_id(old),
        "new_id": prop.trail_id(value),
    }
