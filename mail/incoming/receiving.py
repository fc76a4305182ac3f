"""How an email is received: it is stored raw and committed, and only then read.

`receive` may be called with the same email any number of times, from any source, on any node.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from core import clock
from core.provenance import coming_via
from core.text import one_line
from mail.incoming import blocking, placing
from mail.incoming.filing import (
    body_of,
    file_email,
    parse_stored,
    undecided,
)
from mail.incoming.storing import note_oversize, store_raw
from mail.models import IncomingEmail
from mail.reader import BOUNCE, parse

__all__ = ["note_oversize", "read_left_over", "receive", "store_raw", "try_to_read"]

log = logging.getLogger(__name__)
State, Reason = IncomingEmail.State, IncomingEmail.Reason
MOST_TRIES = 3
"""How often reading an email is tried before it goes to the inbox as an unreadable one."""

LEFT_OVER = timedelta(minutes=1)
"""If an email is not read after this time, no process is reading it any more."""


def receive(raw, *, source, mailbox=""):
    """Store an email and read it; return its IncomingEmail.

    `raw` is its bytes, `source` one of `IncomingEmail.Source`, `mailbox` where it was fetched. When
    this returns, the email is on disk and in the database, and may be acknowledged. Raises what
    storage or database raise if it could *not* be stored, and nothing after that: reading that
    fails is tried again later.
    """
    email, new = store_raw(raw, source=source, mailbox=mailbox)
    if new:
        try_to_read(email, raw)
    return email


def read_left_over(limit=100, older_than=LEFT_OVER):
    """Read emails that were stored but not read, after a crash or an error; return how many."""
    before = clock.now() - older_than
    emails = list(IncomingEmail.objects.stored().filter(received_at__lte=before)[:limit])
    return sum(try_to_read(email) for email in emails)


def try_to_read(email, raw=None):
    """Read a stored email; return whether it worked.

    Each try is counted before it begins, so that an email that crashes the process is set aside
    too.
    """
    rows = IncomingEmail.objects.filter(pk=email.pk, state=State.STORED)
    if not rows.update(tries=F("tries") + 1):
        return True  # another process was faster
    email.refresh_from_db()
    if email.tries > MOST_TRIES:
        return set_aside(email, email.error)
    try:
        with coming_via("mail"):
            _place(email, parse(raw) if raw is not None else parse_stored(email))
    except Exception as error:  # an error with one email must not stop the next
        log.exception("email %s could not be read", email.pk)
        words = one_line(f"{type(error).__name__}: {error}")[:500]
        rows.update(error=words)
        if email.tries == MOST_TRIES:
            set_aside(email, words)
        email.refresh_from_db()
        return email.state != State.STORED
    return True


def set_aside(email, words):
    """Put an email that cannot be read into the inbox as it is; return False."""
    _set(email, State.WAITING, Reason.UNREADABLE, error=words or "The process that read it ended.")
    return False


def _place(email, parsed):
    """Decide where an email belongs and put it there."""
    IncomingEmail.objects.filter(pk=email.pk).update(**_columns(parsed))
    block = blocking.find_block(parsed.from_email)
    is_bounce = parsed.auto == BOUNCE or parsed.bounce
    bounced = placing.bounced_message(parsed) if is_bounce else None
    # Every email gets its ticket, wherever it goes: whoever sees the ticket may read it.
    if echo := placing.echo_of(parsed):
        _set(email, State.ECHO, Reason.ECHO, ticket=echo.thread.ticket)
    elif bounced:
        _place_bounce(email, parsed, bounced)
    elif block:  # a blocked sender could pretend to be a mail server
        place, customer = placing.place_email(parsed), placing.customer_of(parsed.from_email)
        columns = {"block": block, "ticket": place.ticket, "customer": customer}
        _set(email, State.HELD, Reason.BLOCKED, **columns)
    elif is_bounce:
        _set(email, State.WAITING, Reason.LOST_BOUNCE)
    else:
        _place_by_proof(email, parsed)


def _place_by_proof(email, parsed):
    """Put an email into its thread, or into the inbox."""
    place = placing.place_email(parsed)
    if place.thread:
        # First, so that those who see its ticket see the email even if filing it fails.
        _set(email, State.STORED, "", ticket=place.ticket, error=email.error)
        file_email(
            email,
            ticket=place.ticket,
            thread=place.thread,
            by=None,
            reason=place.reason,
            parsed=parsed,
        )
    else:
        _set(email, State.WAITING, place.reason, ticket=place.ticket, customer=place.customer)


@transaction.atomic
def _place_bounce(email, parsed, message):
    """Mark the bounced message as such."""
    undecided(email)
    report = parsed.bounce
    if report is None or report.action == "failed":
        words = (report and (report.diagnostic or report.status)) or one_line(parsed.subject)
        message.mark_bounced(words, recipients=report.recipients if report else ())
    _set(email, State.BOUNCE, Reason.BOUNCE, message=message, ticket=message.thread.ticket)


def _set(email, state, reason, **columns):
    """Store the place of an email unless somebody has decided about it meanwhile."""
    columns = {"state": state, "reason": reason, "error": "", **columns}
    IncomingEmail.objects.filter(pk=email.pk, state=State.STORED).update(**columns)
    email.refresh_from_db()


def _columns(parsed):
    """Return the columns that lists show of an email, cut to their lengths."""
    return {
        "from_name": one_line(parsed.from_name)[:200],
        "from_address": one_line(parsed.from_email)[:320],
        "subject": one_line(parsed.subject)[:500],
        "snippet": one_line(body_of(parsed)[:1000])[:300],
        "mail_id": one_line(parsed.message_id)[:255],
        "auto": parsed.auto,
        "problems": [one_line(problem)[:200] for problem in parsed.problems[:20]],
    }
