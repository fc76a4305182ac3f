"""The delivery of an outgoing email; it never changes the status of a ticket.

    QUEUED → SENDING → SENT → BOUNCED
       │        ├→ QUEUED, after a pause
       │        └→ FAILED        FAILED, BOUNCED → QUEUED, by "try again"
       └→ WITHDRAWN

The ticket is locked first, then the dispatch, then the message is written: always in this order,
so that no two transactions wait for each other.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.refusals import NotAllowed, Refusal
from core.text import key_of, storable
from tickets.models.dispatch import ERROR_MAX, Dispatch

ON_ITS_WAY = ("QUEUED", "SENDING")
UNDELIVERED = ("FAILED", "BOUNCED")
KINDS = {"SENT": "email_sent", "FAILED": "email_failed", "BOUNCED": "email_bounced"}
BOUNCE = 550
"""The code that is stored for an address that a bounce names."""


class Delivered:
    """The part of `Message` about its delivery by email."""

    @property
    def is_on_its_way(self):
        """Whether it waits to be sent or is being sent."""
        return self.delivery in ON_ITS_WAY

    @property
    def is_undelivered(self):
        """Whether it failed or came back."""
        return self.delivery in UNDELIVERED

    @property
    def is_replaced(self):
        """Whether another email was written to replace this one."""
        return self._has_dispatch and self.dispatch.replaced_by_id is not None

    @property
    def seconds_left(self):
        """How many seconds are left to undo the send; 0 once sending was tried."""
        if self.delivery != "QUEUED" or not self._has_dispatch or self.dispatch.tries:
            return 0
        return max(0, round((self.dispatch.due_at - clock.now()).total_seconds()))

    @property
    def _has_dispatch(self):
        return hasattr(self, "dispatch")  # older messages of the demo have none

    def may_be_taken_back_by(self, user):
        """Whether `user` may undo the send: its author or an admin, before sending began."""
        mine = self.author_user_id == user.pk or user.is_admin
        return self.delivery == "QUEUED" and user.is_active and mine

    @property
    def may_be_tried_again(self):
        """Whether it failed and was not replaced."""
        return self.is_undelivered and self.may_be_written_anew

    @property
    def may_be_written_anew(self):
        """Whether it never arrived, or was withdrawn, and was not replaced."""
        gone = self.is_undelivered or self.delivery == "WITHDRAWN"
        return gone and self._has_dispatch and not self.is_replaced

    @property
    def is_tried_again_later(self):
        """Whether a try to send it failed and the next one is still to come."""
        return self.delivery == "QUEUED" and self._has_dispatch and self.dispatch.tries > 0

    @property
    def look_again_in(self):
        """Seconds after which the page should ask for its state again."""
        if self.is_tried_again_later:
            return 60
        return self.seconds_left + 3

    @transaction.atomic
    def take_back(self, *, by):
        """Stop an email that was not sent yet; the customer waits as before. Return the event.

        Like an undo, this works even if `by` no longer sees the ticket or it is closed. Raises
        `NotAllowed` for anybody but the author and admins, `Refusal` once it is being sent.
        """
        if not by.is_active or (self.author_user_id != by.pk and not by.is_admin):
            raise NotAllowed(_("Only the one who wrote it, or an admin, can undo its sending."))
        ticket, dispatch = self._held()
        if self.delivery == "WITHDRAWN":
            raise Refusal(_("This email was stopped already."))
        if self.delivery != "QUEUED" or dispatch.answers:
            raise Refusal(_("It is too late: the email is on its way."))
        dispatch.due_at = None
        dispatch.save(update_fields=["due_at"])
        return self.arrived_at("WITHDRAWN", ticket, "email_send_undone", by=by)

    @transaction.atomic
    def retry(self, *, by):
        """Queue a failed email again for those who did not get it; return the event.

        It is the same email with the same Message-ID. Raises `Unseen`, `ClosedTicket` and, for one
        that did not fail or was replaced, `Refusal`.
        """
        self.thread.ticket.open_for(by)
        ticket, dispatch = self._held()
        if not self.may_be_tried_again:
            raise Refusal(_("This email did not fail."))
        refused = dispatch.refused
        kept = {to: told for to, told in dispatch.answers.items() if to not in refused}
        dispatch.answers = kept if refused else {}
        dispatch.error, dispatch.tries, dispatch.due_at = "", 0, clock.now()
        dispatch.save()
        return self.arrived_at("QUEUED", ticket, "email_retried", by=by)

    @transaction.atomic
    def mark_bounced(self, words, recipients=()):
        """Mark the email as bounced, with the server's `words`; return the event.

        `recipients` are the addresses that did not get it. Those that we did not send it to (it was
        forwarded, say) are ignored. If none is left, it is not known who did not get it, and it is
        not sent any more. Returns None if the bounce says nothing new or the email was never sent.
        """
        ticket, dispatch = self._held()
        names = {key_of(address): address for address in dispatch.addresses}
        missed = {names[key] for key in map(key_of, recipients) if key in names}
        missed -= set(dispatch.refused)
        if self.delivery == "WITHDRAWN" or (self.is_undelivered and not missed):
            return None
        words = storable(words).strip()[:ERROR_MAX] or _("The email came back.")
        dispatch.answers |= {address: [BOUNCE, words[:300]] for address in missed}
        dispatch.error = words
        if missed and self.is_on_its_way and dispatch.open_addresses:
            dispatch.save()  # it is still to be sent to others; its state changes after that
            return None
        dispatch.due_at = dispatch.lease = dispatch.leased_until = None
        dispatch.save()
        return self.arrived_at("BOUNCED", ticket)

    def arrived_at(self, state, ticket, kind="", *, by=None):
        """Write the new `state` of an email whose dispatch is locked; return the event, if any.

        Whether the customer waits is worked out again: an undelivered email is no answer.
        """
        self.set_delivery(state)
        kind = kind or KINDS.get(state)
        if kind is None:
            return None
        if kind != "email_sent":
            ticket.ask_who_waits()
        return ticket.record(kind, by=by, message=self, changes=self._changes(state))

    def begin_sending(self):
        """Set the state to SENDING; return False for an email that is not to be sent."""
        mails = type(self).objects.filter(pk=self.pk, delivery__in=ON_ITS_WAY)
        return bool(mails.update(delivery="SENDING"))

    def set_delivery(self, state):
        """Write the state, and the time of sending with SENT."""
        columns = {"delivery": state} | ({"sent_at": clock.now()} if state == "SENT" else {})
        type(self).objects.filter(pk=self.pk).update(**columns)
        for name, value in columns.items():
            setattr(self, name, value)

    def _changes(self, state):
        """Return the event's changes: for a failure also the server's words and the recipients."""
        if state not in UNDELIVERED:
            return {}
        dispatch = Dispatch.objects.get(pk=self.pk)
        missed = list(dispatch.refused) or dispatch.addresses
        return {
            "error": {"old": None, "new": dispatch.error[:300]},
            "to": {"old": None, "new": missed},
        }

    def _held(self):
        """Return (ticket, dispatch), locked in this order, with the state as it is now."""
        ticket = self.thread.ticket.locked()
        dispatch = Dispatch.objects.select_for_update().filter(pk=self.pk).first()
        if dispatch is None:
            raise Refusal(_("This email was sent long ago."))
        self.dispatch = dispatch
        self.refresh_from_db(fields=["delivery"])
        return ticket, dispatch


class Waiting:
    """The part of `Ticket` that says since when the customer waits for an answer."""

    def ask_who_waits(self):
        """Set `waiting_since` and `first_answered_at` to what follows from the messages now.

        The customer waits since their first message after our last answer; without an answer, since
        the ticket was made. If they wrote after it was closed, only what they wrote since counts.
        """
        answers = self._answers()
        heard = self._messages().filter(direction="IN").exclude(auto="auto-reply")
        if answers:
            heard = heard.filter(pk__gt=answers[-1].pk)
        moments = list(heard.values_list("created_at", flat=True))
        since = min([*moments, *([] if answers else [self.created_at])], default=None)
        if self.is_closed and (later := [at for at in moments if at > self.closed_at]):
            since = min(later)
        first = answers[0].created_at if answers else None
        self.touch(waiting_since=since, first_answered_at=first)

    def _answers(self):
        """Return our emails that reached somebody or are being sent, and answered calls."""
        mails = self._messages().filter(kind="EMAIL", direction="OUT").select_related("dispatch")
        reached = [mail for mail in mails.exclude(delivery="WITHDRAWN") if _counts(mail)]
        calls = self._messages().filter(
            events__kind="call_recorded", events__changes__has_key="answered"
        )
        return sorted([*reached, *calls], key=lambda message: message.pk)

    def _messages(self):
        """Return all that was said in the ticket's threads, in its order."""
        model = self.threads.model._meta.get_field("messages").related_model
        return model.objects.filter(thread__ticket=self).order_by("pk")


def _counts(mail):
    """Whether an email counts as an answer: a failed one only if somebody in To got it."""
    if not mail.is_undelivered:
        return True
    missed = {key_of(address) for address in mail.dispatch.refused}
    to = [key_of(row.address) for row in mail.recipients.all() if row.kind == "TO"]
    return bool(missed) and any(key not in missed for key in to)
