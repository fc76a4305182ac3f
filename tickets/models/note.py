"""Notes for the team, some for admins only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.refusals import NotAllowed, Unseen
from tickets.models.refusals import Conflict
from tickets.models.revision import Revision
from tickets.models.text import Rendered, clean_words
from tickets.properties.texts import clean_body
from tickets.querysets import NoteQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from tickets.models.event import TicketEvent


class Note(Rendered):
    """A note on a ticket: TEAM to every agent who sees it, or ADMINS to admins only.

    Never sent by email: what customers write and what we write to them is in `Message`.
    """

    class Visibility(models.TextChoices):
        TEAM = "TEAM", gettext_lazy("Team note")
        ADMINS = "ADMINS", gettext_lazy("Admins only")

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes"
    )
    visibility = models.CharField(
        gettext_lazy("read by"), max_length=10, choices=Visibility, default=Visibility.TEAM
    )
    body = models.TextField(gettext_lazy("text"))
    created_at = models.DateTimeField(gettext_lazy("created"), default=clock.now)
    edited_at = models.DateTimeField(gettext_lazy("edited"), null=True, blank=True)
    nonce = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = gettext_lazy("note")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(visibility__in=["TEAM", "ADMINS"]),
                name="note_visibility_known",
            ),
            models.CheckConstraint(condition=~models.Q(body=""), name="note_has_body"),
        ]

    def __str__(self) -> str:
        return f"{self.get_visibility_display()} on #{self.ticket_id}"

    @property
    def is_for_admins(self) -> bool:
        """Whether only admins read it."""
        return self.visibility == self.Visibility.ADMINS

    def may_be_edited_by(self, user: User) -> bool:
        """Whether `user` may edit it: its author and admins, if they can read it."""
        return user.is_admin or (self.author_id == user.pk and not self.is_for_admins)

    @transaction.atomic
    def edit(
        self, body: str, *, by: User, why: str = "", seen: str | None = None
    ) -> TicketEvent | None:
        """Replace the text, keeping the old one as a `Revision`; return the event or None.

        `seen` is the text that the editor started from; raises `Conflict` if it is another by now,
        `NotAllowed` for anybody but the author and admins, `Refusal` for an empty or too long text.
        """
        ticket = self.ticket.open_for(by)
        row = self._readable_by(by)
        if not row.may_be_edited_by(by):
            raise NotAllowed(_("Only its author and admins edit a note."))
        body = clean_words(body)
        if body == row.body:
            return None
        if seen is not None and clean_body(seen) != row.body:
            raise Conflict(
                _("This note was edited meanwhile."), field="body", theirs=row.body, yours=body
            )
        revision = Revision.objects.create(
            ticket=ticket, note=row, field="body", text=row.body, by=by
        )
        self.body, self.edited_at = body, clock.now()
        type(self).objects.filter(pk=self.pk).update(
            body=body, edited_at=self.edited_at, **self.render()
        )
        return ticket.record("note_edited", by=by, why=why, note=self, revision=revision)

    @transaction.atomic
    def hide(self, *, by: User, why: str = "") -> TicketEvent | None:
        """Make a team note admins-only; this hides its events and revisions from agents too."""
        ticket = self.ticket.open_for(by)
        if not by.is_admin:
            raise NotAllowed(_("Only admins hide a note."))
        row = self._readable_by(by)
        self.visibility = self.Visibility.ADMINS
        if row.is_for_admins:
            return None
        type(self).objects.filter(pk=self.pk).update(visibility=self.visibility)
        changes = {"visibility": {"old": "TEAM", "new": "ADMINS"}}
        return ticket.record("note_hidden", by=by, why=why, note=self, changes=changes)

    def _readable_by(self, user: User) -> Note:
        """Return this row as it is now. Raises `Unseen` if `user` does not read it."""
        row = type(self).objects.visible_to(user).filter(pk=self.pk).first()
        if row is None:
            raise Unseen(_("There is no such note."))
        return row
