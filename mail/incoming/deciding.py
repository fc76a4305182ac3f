"""What all decisions about emails share: locking the row, checking its state, the event."""

from django.utils.translation import gettext as _

from core import clock
from core.refusals import Unseen
from mail.models import IncomingEmail, MailEvent
from tickets.models.refusals import Conflict

State = IncomingEmail.State


def locked(email, by=None):
    """Return the email's row, locked. Raises `Unseen` if `by` may not read it."""
    rows = IncomingEmail.objects.select_for_update(of=("self",), no_key=True)
    if by is not None:
        rows = rows.visible_to(by)
    row = rows.select_related("decided_by").filter(pk=email.pk).first()
    if row is None or (by is not None and not by.is_active):
        raise Unseen(_("There is no such email."))
    return row


def waiting(email, by):
    """Return the email's row, locked. Raises `Unseen`, and `Conflict` if it was decided already."""
    row = locked(email, by)
    if row.state != State.WAITING:
        raise Conflict(what_became_of(row), field="mail", theirs=str(row.decided_by or ""))
    return row


def what_became_of(row):
    """Return in words what somebody decided about an email meanwhile, and who."""
    words = {
        State.FILED: _("%(who)s filed this email to #%(n)s already.")
        if row.decided_by
        else _("This email is on ticket #%(n)s already."),
        State.DISCARDED: _("%(who)s discarded this email already."),
        State.HELD: _("%(who)s blocked the sender of this email already."),
        State.WAITING: _("This email is in the inbox already."),
    }
    who = row.decided_by or _("Somebody")
    return words.get(row.state, _("This email is not in the inbox any more.")) % {
        "who": who, "n": row.ticket_id,
    }  # fmt: skip


def decide(row, state, *, by, **columns):
    """Store what was decided about a locked email, by whom and when."""
    columns = {"state": state, "decided_by": by, "decided_at": clock.now(), **columns}
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))


def record(kind, *, by, email=None, sender=None, why="", **columns):
    """Make and return the MailEvent of one act."""
    return MailEvent.objects.create(
        kind=kind, by=by, email=email, sender=sender, why=why, **columns
    )
