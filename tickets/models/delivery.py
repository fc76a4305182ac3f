"""What becomes of a mail of ours after it is written; no status of a ticket changes by it.

    QUEUED → SENDING → SENT → BOUNCED
       │        ├→ QUEUED, after a pause
       │        └→ FAILED        FAILED, BOUNCED → QUEUED, by "try again"
       └→ WITHDRAWN

The ticket is locked first, then the dispatch, then the message is written: always in this order.
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
"""The code that an address gets of which a bounce says no more."""


class Delivered:
    """The part of `Message` that goes out by mail."""

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
        """Whether another mail was written in the place of this one."""
        return self._has_dispatch and self.dispatch.replaced_by_id is not None

    @property
    def seconds_left(self):
        """How long it can still be taken back before it is due; 0 for one that was tried."""
        if self.delivery != "QUEUED" or not self._has_dispatch or self.dispatch.tries:
            return 0
        return max(0, round((self.dispatch.due_at - clock.now()).total_seconds()))

    @property
    def _has_dispatch(self):
        return hasattr(self, "dispatch")  # the demo's past has none

    def may_be_taken_back_by(self, user):
        """Whether `user` is offered to stop it: its author or an admin, before it is being sent."""
        mine = self.author_user_id == user.pk or user.is_admin
        return self.delivery == "QUEUED" and user.is_active and mine

    @property
    def may_be_tried_again(self):
        """Whether it failed and nothing was written in its place."""
        return self.is_undelivered and self.may_be_written_anew

    @property
    def may_be_written_anew(self):
        """Whether it never arrived, or was taken back, and nothing was written in its place."""
        gone = self.is_undelivered or self.delivery == "WITHDRAWN"
        return gone and self._has_dispatch and not self.is_replaced

    @property
    def is_tried_again_later(self):
        """Whether a server has not taken it yet, and it waits for its next turn."""
        return self.delivery == "QUEUED" and self._has_dispatch and self.dispatch.tries > 0

    @property
    def look_again_in(self):
        """Seconds after which it is worth to look how far it has come."""
        if self.is_tried_again_later:
            return 60
        return self.seconds_left + 3

    @transaction.atomic
    def take_back(self, *, by):
        """Stop a mail that was not sent yet; the customer waits as before. Return the event.

        Works on a ticket that is out of sight or closed by now, as an undo does. Raises
        `NotAllowed` for anybody but the author and admins, `Refusal` once it is being sent.
        """
        if not by.is_active or (self.author_user_id != by.pk and not by.is_admin):
            raise NotAllowed(_("Only the one who wrote it, or an admin, can take it back."))
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
        """Send a mail again that failed, to those who did not get it; return the event.

        It is the same mail with the same Message-ID. Raises `Unseen`, `ClosedTicket` and, for one
        that did not fail or was written anew, `Refusal`.
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
        """Note that the mail came back, with the server's `words`; return the event.

        `recipients` are who did not get it; one that the mail did not go to (it was forwarded, say)
        counts for nothing, and with none it is not known who missed it. Nobody sends it any more.
        Returns None for a bounce that tells nothing new, and for a mail that never left.
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
            dispatch.save()  # the others still wait for theirs; it fails once they were tried
            return None
        dispatch.due_at = dispatch.lease = dispatch.leased_until = None
        dispatch.save()
        return self.arrived_at("BOUNCED", ticket)

    def arrived_at(self, state, ticket, kind="", *, by=None):
        """Write the new `state` of a mail whose dispatch is locked; return the event, if any.

        Who still waits for an answer is asked anew: a mail that did not arrive answers nobody.
        """
        self.set_delivery(state)
        kind = kind or KINDS.get(state)
        if kind is None:
            return None
        if kind != "email_sent":
            ticket.ask_who_waits()
        return ticket.record(kind, by=by, message=self, changes=self._changes(state))

    def begin_sending(self):
        """Note that somebody sends it now; return False for a mail that is not to be sent."""
        mails = type(self).objects.filter(pk=self.pk, delivery__in=ON_ITS_WAY)
        return bool(mails.update(delivery="SENDING"))

    def set_delivery(self, state):
        """Write the state; the moment of sending too."""
        columns = {"delivery": state} | ({"sent_at": clock.now()} if state == "SENT" else {})
        type(self).objects.filter(pk=self.pk).update(**columns)
        for name, value in columns.items():
            setattr(self, name, value)

    def _changes(self, state):
        """Return what the trail keeps: of a failure the server's words, and whom it concerns."""
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
    """The part of `Ticket` that knows who waits for an answer."""

    def ask_who_waits(self):
        """Set `waiting_since` and `first_answered_at` to what the messages say now.

        The customer waits since they first spoke after our last answer; where there is none, since
        the ticket was made. What they said before it was closed is settled, if they wrote again.
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
        """Return our mails that reached somebody or are on their way, and answered calls."""
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
    """Whether a mail is an answer: one that failed is none, unless somebody in To got it."""
    if not mail.is_undelivered:
        return True
    missed = {key_of(address) for address in mail.dispatch.refused}
    to = [key_of(row.address) for row in mail.recipients.all() if row.kind == "TO"]
    return bool(missed) and any(key not in missed for key in to)
