"""How a ticket is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.refusals import NotAllowed
from customers.models import Customer
from tickets.models.attachment import Attachment, Upload
from tickets.models.nonce import once
from tickets.models.revision import first_text
from tickets.properties import PROPERTIES
from tickets.properties.base import GIVEN

if TYPE_CHECKING:
    from tickets.models.ticket import Ticket

AT_BIRTH = [prop for prop in PROPERTIES.values() if prop.is_set_at_birth]


class Creation:
    """The part of `Ticket` that makes new tickets."""

    # What the model and its other parts have, or Django puts there.
    revisions: Any
    touch: Callable[..., None]
    open_for: Callable[[User], Ticket]

    @classmethod
    @transaction.atomic
    def create(
        cls, *, customer: Customer, subject: str, by: User, why: str = "",
        holder: User | Group | None = None, uploads: Sequence[Upload] = (),
        nonce: UUID | None = None, first: Callable[[Ticket], object] | None = None, **fields: Any,
    ) -> Ticket:  # fmt: skip
        """Make and return a ticket; its status is OPEN.

        `fields` may name any other property with `is_set_at_birth`. `holder` is given the ticket in
        the same transaction, as an event of its own. `uploads` become files of the ticket.
        `first` is called with the new ticket, to write on it, before `holder` is given the ticket
        and its maker may no longer see it.
        The same `nonce` from the same person returns the ticket that was made the first time.
        Raises `Refusal`, `NotAllowed` for a deactivated person, and writes nothing then.
        """
        if not by.is_active:
            raise NotAllowed(_("Only colleagues who work here make tickets."))
        words = {"subject": subject, "description": fields.get("description", "")}
        return once(
            cls,
            nonce,
            lambda earlier: earlier.created_by_id == by.pk and earlier._was_born_with(words),
            lambda: cls._make(
                customer, subject, by=by, why=why, holder=holder, uploads=uploads, nonce=nonce,
                first=first, **fields,
            ),
        )  # fmt: skip

    def _was_born_with(self, words: Mapping[str, str]) -> bool:
        """Whether it was made with these texts, even if they were edited since."""
        kept = self.revisions.filter(note=None)
        return all(
            PROPERTIES[name].clean(text) == first_text(kept, name, getattr(self, name))
            for name, text in words.items()
        )

    @classmethod
    def _make(
        cls,
        customer: Customer,
        subject: str,
        *,
        by: User,
        why: str,
        holder: User | Group | None,
        uploads: Sequence[Upload],
        nonce: UUID | None,
        first: Callable[[Ticket], object] | None,
        **fields: Any,
    ) -> Ticket:
        """Make the row, its event, its files, what is written first, and its first holder."""
        values = {prop.name: prop.initial for prop in AT_BIRTH if prop.initial is not GIVEN}
        values |= {"customer": customer, "subject": subject, **fields}
        cleaned = {PROPERTIES[name]: PROPERTIES[name].clean(v) for name, v in values.items()}
        ticket = cast("type[Ticket]", cls)(created_by=by, nonce=nonce)
        for prop, value in cleaned.items():
            for column, stored in prop.columns(value).items():
                setattr(ticket, column, stored)
        ticket.last_activity_at = ticket.waiting_since = ticket.created_at
        ticket.save(force_insert=True)
        for prop, value in cleaned.items():
            prop.write_rows(ticket, value)
        ticket.record("created", by=by, why=why, changes=_birth(ticket))
        ticket.attach(uploads, by=by)
        if first is not None:
            first(ticket)
            ticket.refresh_from_db()
        if holder is not None:
            ticket.change(by=by, kind="taken" if holder == by else "assigned", holder=holder)
        return ticket

    @transaction.atomic
    def attach(self, uploads: Sequence[Upload], *, by: User) -> list[Attachment]:
        """Make staged uploads files of the ticket itself, each with an event; return them."""
        if not uploads:
            return []
        ticket = self.open_for(by)
        files = Attachment.take_over(uploads, ticket=ticket, by=by)
        for file in files:
            changes = {"file": {"old": None, "new": file.name}}
            ticket.record("attached", by=by, attachment=file, changes=changes)
        self.touch()
        return files


def _birth(ticket: Ticket) -> dict[str, Any]:
    """Return what the trail keeps of a new ticket: each short property in words and as an id."""
    values = {prop: prop.of(ticket) for prop in AT_BIRTH if not prop.is_long}
    return {
        prop.name: {"old": None, "new": prop.words(value), "new_id": prop.trail_id(value)}
        for prop, value in values.items()
        if value
    }
