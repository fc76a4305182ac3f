"""The sending of one outgoing email."""

from datetime import timedelta
from uuid import uuid4

from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from core import clock
from core.text import key_of, storable
from tickets.querysets import DispatchQuerySet

LEASE = timedelta(minutes=15)
"""How long a sender may take for one email: longer than we wait for any server's answers."""

PAUSES = [timedelta(minutes=n) for n in (1, 2, 5, 10, 30, 60, 120, 240, *[480] * 5)]
"""The pauses after a temporary failure; together about two days, then the email has failed."""

ERROR_MAX = 1000


class Dispatch(models.Model):
    """How the sending of one outgoing email goes; its state is the message's `delivery`.

    Made with the message, in its transaction. It is not sent before `due_at`: at first the end of
    the time for "Undo send", later of the pause after a failure; None once nothing is left to send.
    A sender has `lease` until `leased_until`; an expired lease can be claimed by any sender (the
    first one died). Code that changes the state locks this row first.

    `answers` has the servers' answer for each address: `{address: [code, words]}`; a code of 2xx
    or 5xx is final. `replaced_by` is the email that was written to replace this one.
    """

    message = models.OneToOneField(
        "tickets.Message", on_delete=models.PROTECT, primary_key=True, related_name="dispatch"
    )
    due_at = models.DateTimeField(gettext_lazy("due"), default=clock.now, null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)
    tries = models.PositiveSmallIntegerField(gettext_lazy("tries"), default=0)
    error = models.CharField(gettext_lazy("the server's words"), max_length=ERROR_MAX, blank=True)
    answers = models.JSONField(gettext_lazy("answers"), default=dict, blank=True)
    signature = models.TextField(gettext_lazy("signature"), blank=True)
    replaced_by = models.ForeignKey(
        "tickets.Message",
        verbose_name=gettext_lazy("written anew as"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
    )

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("dispatch")
        verbose_name_plural = gettext_lazy("dispatches")
        constraints = [
            models.CheckConstraint(
                condition=Q(lease=None, leased_until=None)
                | Q(lease__isnull=False, leased_until__isnull=False),
                name="dispatch_lease_has_end",
            )
        ]
        indexes = [models.Index(fields=["due_at"], name="dispatch_due")]

    def __str__(self):
        return f"dispatch of message {self.message_id}"

    @classmethod
    @transaction.atomic
    def claim(cls):
        """Lease the email that has been due longest, and return its dispatch, or None.

        Several senders at once each get a different email: PostgreSQL skips locked rows, SQLite
        lets one transaction write at a time; the conditional update below is safe on any database.
        """
        rows = cls.objects.due().select_for_update(skip_locked=True, of=("self",))
        found = rows.with_mail().order_by("due_at", "pk").first()
        if found is None:
            return None
        lease, until = uuid4(), clock.now() + LEASE
        held = cls.objects.due().filter(pk=found.pk)
        if not held.update(lease=lease, leased_until=until, tries=F("tries") + 1):
            return None
        if not found.message.begin_sending():
            held = cls.objects.filter(pk=found.pk)
            held.update(due_at=None, lease=None, leased_until=None)
            return None
        found.lease, found.leased_until, found.tries = lease, until, found.tries + 1
        return found

    @transaction.atomic
    def settle(self, answers, words=""):
        """Store how this try to send ended; return the message's new state.

        `answers` are the server's answers by address, as in the field; `words` say what went wrong
        with the whole email. Addresses without a final answer are tried again after a pause, until
        the pauses are used up. If the lease is lost (another sender has it by now, or a bounce
        came first), writes nothing and returns None.
        """
        ticket = self.message.thread.ticket.locked()
        held = type(self).objects.select_for_update().filter(pk=self.pk, lease=self.lease).first()
        if held is None:
            return None
        held.message = self.message
        held.answers |= {to: [code, storable(text)[:300]] for to, (code, text) in answers.items()}
        held.error = storable(words or held.complaints)[:ERROR_MAX]
        held.lease = held.leased_until = held.due_at = None
        if held.open_addresses and held.tries <= len(PAUSES):
            held.due_at = clock.now() + PAUSES[held.tries - 1]
            state = "QUEUED"
        elif held.open_addresses or held.refused:
            state = "FAILED"
        else:
            state = "SENT"
        held.save()
        held.message.arrived_at(state, ticket)
        return state

    @property
    def addresses(self):
        """All addresses that the email goes to."""
        return [recipient.address for recipient in self.message.recipients.all()]

    @property
    def open_addresses(self):
        """The addresses without a final answer."""
        done = {key_of(to) for to, (code, _words) in self.answers.items() if code // 100 in (2, 5)}
        return [address for address in self.addresses if key_of(address) not in done]

    @property
    def refused(self):
        """The permanently refused addresses, each with the server's words."""
        return {to: words for to, (code, words) in self.answers.items() if code // 100 == 5}

    @property
    def complaints(self):
        """The servers' refusals as one text; if there are several, each with its address."""
        bad = {to: words for to, (code, words) in self.answers.items() if code // 100 != 2}
        if len(self.answers) == 1:
            return "".join(bad.values())
        return "; ".join(f"{to}: {words}" for to, words in bad.items())
