"""The one place where a ticket changes and where its events are born (house rule 4)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from core import clock
from core.events import clean_why
from core.refusals import Unseen
from tickets.choices import Status
from tickets.models.event import TicketEvent
from tickets.models.properties import PROPERTIES
from tickets.models.refusals import Conflict
from tickets.models.revision import Revision
from tickets.models.rules import refuse_closed, require_reason

STAMPS = ("resolved_at", "closed_at")


class Changeable:
    """The part of `Ticket` that changes and records."""

    @transaction.atomic
    def change(self, *, by, why="", kind="changed", seen=None, undoes=None, batch=None, **fields):
        """Set `fields` and put it on the trail; return the event, or None if nothing changed.

        `fields` are names of `PROPERTIES`. `seen` maps some of them to the value that the person
        saw when they decided: where that is another by now, `Conflict` is raised with both values.
        Raises `Unseen`, `ClosedTicket`, `ReasonRequired`, `Refusal`; then nothing is written.
        `undoes` is the event taken back: an undo needs no sight and no reason (decision 9).
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

    def record(self, kind, *, by, why="", changes=None, **links):
        """Make the event of something that happened on this ticket, and return it.

        `links` name what it is about: note, message, attachment, revision, undoes, batch.
        """
        return TicketEvent.objects.create(
            ticket=self, kind=kind, by=by, why=why, changes=changes or {}, **links
        )

    def locked(self):
        """Return this ticket as it is now, locked until the transaction ends.

        PostgreSQL locks the row, but not for rows that only point to it; on SQLite the transaction
        already holds the only write lock.
        """
        rows = type(self).objects.select_for_update(of=("self",), no_key=True)
        return rows.get(pk=self.pk)

    def refuse_unseen(self, by):
        """Raise `Unseen` unless `by` sees this ticket now."""
        if not type(self).objects.visible_to(by).filter(pk=self.pk).exists():
            raise Unseen(_("There is no ticket #%d that you can see.") % self.pk)

    def open_for(self, by):
        """Return this ticket, locked, for somebody to write on it.

        Raises `Unseen` or `ClosedTicket`.
        """
        ticket = self.locked()
        ticket.refuse_unseen(by)
        refuse_closed(ticket)
        return ticket

    def touch(self, **columns):
        """Note that something was said: raise `last_activity_at`, and set `columns`."""
        self._write({"last_activity_at": clock.now(), **columns})

    def values_from_trail(self, trail_ids):
        """Return the values that an event's ids stood for, by field name."""
        return {name: PROPERTIES[name].from_trail(value) for name, value in trail_ids.items()}

    def _refuse_conflict(self, changed, seen):
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

    def _apply(self, ticket, changed, *, by, why, kind, undoes, batch):
        """Write `changed` to the locked `ticket`, mirror it on self, and return the event."""
        links = {"undoes": undoes, "batch": batch}
        changes = {name: _entry(ticket, name, value) for name, value in changed.items()}
        for name in changed:
            if PROPERTIES[name].long:
                links["revision"] = kept = Revision.objects.create(
                    ticket=ticket, field=name, text=getattr(ticket, name), by=by
                )
                changes[name] = {"revision": kept.pk}  # two texts may change at once
        columns = {"version": F("version") + 1, "last_activity_at": clock.now()}
        for name, value in changed.items():
            columns |= PROPERTIES[name].columns(value)
        columns |= self._stamps(ticket, changed, changes, undoes)
        self._write(columns)
        if "tags" in changed:
            self.tags.set(self.tags.model.named(changed["tags"]))
        if "description" in changed:
            self._write(self.render())
        event = self.record(kind, by=by, why=why, changes=changes, **links)
        self.refresh_from_db()
        return event

    @staticmethod
    def _stamps(ticket, changed, changes, undoes):
        """Return `resolved_at` and `closed_at` for a change of status.

        An undo puts back the very stamps that stood before, which the undone event kept.
        """
        if "status" not in changed:
            return {}
        old = {name: getattr(ticket, name) for name in STAMPS}
        changes["status"]["old_stamps"] = {n: v and v.isoformat() for n, v in old.items()}
        if undoes is not None:
            kept = undoes.changes["status"]["old_stamps"]
            return {name: kept[name] and _moment(kept[name]) for name in STAMPS}
        status, now = changed["status"], clock.now()
        finished = status in (Status.RESOLVED, Status.CLOSED)
        resolved = now if status == Status.RESOLVED else old["resolved_at"]
        return {
            "resolved_at": resolved if finished else None,
            "closed_at": now if status == Status.CLOSED else None,
        }

    def _write(self, columns):
        """Store `columns` of this row, and mirror them here unless the database computes them."""
        type(self).objects.filter(pk=self.pk).update(**columns)
        for name, value in columns.items():
            if not hasattr(value, "resolve_expression"):
                setattr(self, name, value)


def _entry(ticket, name, value):
    """Return what the trail keeps of one changed field."""
    prop = PROPERTIES[name]
    if prop.long:
        return {}
    old = prop.of(ticket)
    return {
        "old": prop.words(old),
        "new": prop.words(value),
        "old_id": prop.trail_id(old),
        "new_id": prop.trail_id(value),
    }


def _moment(text):
    """Return the aware datetime that an isoformat text says."""
    return datetime.fromisoformat(text)
