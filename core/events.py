"""The ground of every trail: who did what, when, why and from where. It only grows."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.append_only import AppendOnlyModel, AppendOnlyQuerySet
from core.provenance import current_via
from core.refusals import Refusal
from core.text import one_line, storable_json

WHY_MAX = 200


def clean_why(why: str) -> str:
    """Return a reason as it is kept: one line. Raises `Refusal` for one that is too long."""
    why = one_line(why)
    if len(why) > WHY_MAX:
        words = gettext("A reason has at most %(max)d characters; this has %(n)d.")
        raise Refusal(words % {"max": WHY_MAX, "n": len(why)}, field="why")
    return why


class EventQuerySet(AppendOnlyQuerySet):
    """Events: they are read, and never rewritten."""


class Event(AppendOnlyModel):
    """One thing that happened, as it was that day.

    `kind` is a past-tense word that is never reworded. `changes` maps a field to
    `{"old": …, "new": …}` in the words of that day, plus `old_id`/`new_id` where it is read back.
    `by` is empty only for what no person did: a failed sign-in, a command, an email that came in.

    It only grows, see `AppendOnlyModel` (story: "everything is tracked"). Saving it raises
    `Refusal` for a reason that is too long; the verb that records it then writes nothing.
    """

    kind = models.CharField(_("what"), max_length=40)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    at = models.DateTimeField(_("when"), default=clock.now)
    why = models.CharField(_("why"), max_length=WHY_MAX, blank=True)
    via = models.CharField(_("through"), max_length=20, default=current_via)
    batch = models.UUIDField(_("batch"), null=True, blank=True)
    changes = models.JSONField(_("changes"), default=dict, blank=True)

    objects: ClassVar[Any] = EventQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.why, self.changes = clean_why(self.why), storable_json(self.changes)
        super().save(*args, **kwargs)
