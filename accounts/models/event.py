"""The trail: who did what, when, why and through which door. It only grows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import clock
from accounts.context import current_via
from accounts.errors import AppendOnly

WHY_MAX = 200


class EventQuerySet(models.QuerySet):
    """A queryset that reads, and refuses to rewrite."""

    def update(self, **kwargs):
        raise AppendOnly("Events are never changed.")

    def delete(self):
        raise AppendOnly("Events are never deleted.")

    def bulk_update(self, *args, **kwargs):
        raise AppendOnly("Events are never changed.")


class Event(models.Model):
    """One thing that happened, as it was that day.

    `kind` is a past-tense word that is never reworded. `changes` maps a field to
    `{"old": …, "new": …}` in the words of that day, plus `old_id`/`new_id` where it is read back.
    `by` is empty only for what no person did: a failed sign-in, a command, a mail that came in.

    Raises `AppendOnly` on a second `save`, on `delete`, and on the queryset's `update` and
    `delete`; triggers (`accounts.guards`) refuse the same in SQL (story: "everything is tracked").
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

    append_only = True
    objects = EventQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnly("Events are never changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args, **kwargs):
        raise AppendOnly("Events are never deleted.")


class AccountEvent(Event):
    """What happened to a person or a team: invitations, roles, membership, sign-ins, exports."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
    )
    group = models.ForeignKey(
        "auth.Group", on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    ip = models.GenericIPAddressField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("account event")
        indexes = [models.Index(fields=["-at", "-id"], name="account_event_at")]

    def __str__(self):
        return f"{self.kind} {self.user or self.group or ''}".strip()
