"""The replaced versions of texts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.append_only import AppendOnlyModel
from tickets.querysets import RevisionQuerySet


class Revision(AppendOnlyModel):
    """A text as it stood until `by` replaced it: a subject, a description or a note.

    The current text is on its own row. Events point here, so that they contain no long texts.
    Append-only like the trail; only blanking will ever be allowed.
    """

    ticket = models.ForeignKey("tickets.Ticket", on_delete=models.PROTECT, related_name="revisions")
    note = models.ForeignKey(
        "tickets.Note", on_delete=models.PROTECT, null=True, blank=True, related_name="revisions"
    )
    field = models.CharField(_("field"), max_length=20)
    text = models.TextField(_("text"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("replaced"), default=clock.now)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("version")
        indexes = [models.Index(fields=["ticket", "field", "id"], name="revision_of_field")]

    def __str__(self):
        return f"{self.field} of #{self.ticket_id}, until {self.at:%Y-%m-%d %H:%M}"


def first_text(revisions, field, text):
    """Return the first text of `field`: the oldest of its `revisions`, else its present `text`."""
    first = revisions.filter(field=field).order_by("id").first()
    return first.text if first else text
