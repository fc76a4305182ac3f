"""What a person decides about an email in the inbox: make a ticket, file, discard, block.

Every decision takes `by=` and is recorded in the same transaction. If two people decide at the
same time, the second gets a `Conflict` that says who was first.
"""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.refusals import NotAllowed, Refusal
from mail.incoming import placing, receiving
from mail.incoming.blocking import unblock
from mail.incoming.deciding import (
    decide,
    locked,
    record,
    waiting,
    what_became_of,
)
from mail.incoming.filing import (
    file_email,
    parse_stored,
    refuse_absent,
    stored_files,
)
from mail.models import IncomingEmail, MailEvent
from tickets.models import Ticket
from tickets.models.refusals import Conflict, UndoRefused
from tickets.models.undo import UNDO_FOR

State, Reason = IncomingEmail.State, IncomingEmail.Reason
UNDOABLE = ("discarded", "held")
GONE = gettext_lazy("This email is not there any more.")
RETURNABLE = (State.DISCARDED, State.HELD)


def file_to(email, ticket, *, by, parsed=None):
    """Make the email a message of `ticket`; return the Message.

    Filing cannot be undone: it is part of the ticket's trail. `parsed` is
    the email's `ParsedEmail`, if there is one already. Raises `Unseen`, `Conflict`, `Refusal`.
    """
    return _file_and_record(email, ticket, by=by, parsed=parsed, kind="filed")


def make_ticket(email, *, by, parsed=None, files=None, **fields):
    """Make a ticket with the email as first message; return it. `fields` are for `Ticket.create`.

    `files` is the result of `stored_files`, needed inside of an open transaction. Raises `Unseen`,
    `Conflict`, `Refusal`, and writes nothing then.
    """
    parsed, first = parsed or parsed_or_refused(email), fields.pop("first", None)
    with stored_files(parsed, files) as stored, transaction.atomic():

        def begin(ticket):
            _file_and_record(email, ticket, by=by, parsed=parsed, files=stored, kind="ticket_made")
            if first:
                first(ticket)

        return Ticket.create(by=by, first=begin, **fields)


@transaction.atomic
def discard(email, *, by, why=""):
    """Discard the email; it is kept, and can be returned to the inbox. Returns the event."""
    row = waiting(email, by)
    event = record("discarded", by=by, email=row, why=why)
    decide(row, State.DISCARDED, by=by)
    email.refresh_from_db()
    return event


def return_to_inbox(email, *, by, why="", undoes=None):
    """Put a discarded email, or one whose sender is blocked, back into the inbox.

    Returns the event. Raises `Unseen`, and `Conflict` for an email that is in another state by now.
    With the event that this `undoes`, `by` need not be able to read the email.
    """
    place = _place_of(email) if email.reason == Reason.BLOCKED else {}
    with transaction.atomic():
        row = locked(email, by if undoes is None else None)
        if row.state not in RETURNABLE:
            raise Conflict(what_became_of(row), field="mail")
        event = record("restored", by=by, email=row, why=why, undoes=undoes)
        decide(row, State.WAITING, by=None, decided_at=None, block=None, **place)
    email.refresh_from_db()
    return event


def _place_of(email):
    """Return the columns with the place of an email; one that was held back has none yet."""
    try:
        place = placing.place_email(parsed_or_refused(email))
    except Refusal:
        return {"reason": Reason.UNREADABLE}
    return {"reason": place.reason, "ticket": place.ticket, "customer": place.customer}


def may_be_undone_by(event, user):
    """Whether `user` is offered an undo of this MailEvent."""
    young = clock.now() - event.at <= UNDO_FOR
    return event.kind in UNDOABLE and young and (event.by_id == user.pk or user.is_admin)


@transaction.atomic
def undo_decision(event, *, by):
    """Undo a decision: the email returns to the inbox, and a block made with it is lifted.

    Works even if `by` may no longer read the email. Returns how many emails returned. Raises
    `UndoRefused` if it is too late, `by` may not undo it, or something was done since.
    """
    if not may_be_undone_by(event, by):
        raise UndoRefused(_("This can no longer be undone; ten minutes are over."))
    events = [event]
    if event.batch:
        events = list(MailEvent.objects.filter(batch=event.batch, kind="held").order_by("pk"))
    back = sum(_return_untouched(one, by=by) for one in events)
    if event.sender_id and event.sender.lifted_at is None:
        unblock(event.sender, by=by)
    if not back:
        raise UndoRefused(_("Somebody decided again since then; nothing was undone."))
    return back


def _return_untouched(event, *, by):
    """Return the email of an event to the inbox if nothing was done to it since; return whether."""
    later = MailEvent.objects.filter(email=event.email_id, pk__gt=event.pk)
    if later.exclude(kind="downloaded").exists():
        return False
    return_to_inbox(event.email, by=by, undoes=event)
    return True


def parsed_or_refused(email):
    """Return the `ParsedEmail`. Raises `Refusal` if its bytes are missing or cannot be parsed.

    Call it before anything is locked: parsing a large email takes time.
    """
    refuse_absent(email)
    try:
        return parse_stored(email)
    except Exception as problem:  # an error of the parser must not break the page
        raise Refusal(_("This email cannot be read. Its original can be downloaded.")) from problem


def _file_and_record(email, ticket, *, by, parsed, kind, files=None):
    """Make the email a message and record the decision."""
    parsed = parsed or parsed_or_refused(email)
    with stored_files(parsed, files) as stored, transaction.atomic():
        row = waiting(email, by)
        message = file_email(row, ticket=ticket, by=by, parsed=parsed, files=stored)
        changes = {"ticket": {"old": None, "new": f"#{ticket.pk}", "new_id": ticket.pk}}
        record(kind, by=by, email=row, changes=changes)
    email.refresh_from_db()
    return message


def parse_again(email, *, by):
    """Try once more to read an email that could not be read; return whether it worked.

    Raises `NotAllowed` for agents.
    """
    if not by.is_admin:
        raise NotAllowed(_("Only admins can have an email read again."))
    unread = Q(state=State.WAITING, reason=Reason.UNREADABLE) | Q(state=State.STORED, tries__gt=0)
    with transaction.atomic():
        rows = IncomingEmail.objects.filter(unread, pk=email.pk)
        if not rows.update(state=State.STORED, reason="", tries=0, error=""):
            return False
        record("read_again", by=by, email=email)
    receiving.try_to_read(email)
    email.refresh_from_db()
    if email.state == State.STORED:  # an admin is looking: no further tries
        receiving.set_aside(email, email.error)
    return email.reason != Reason.UNREADABLE
