"""The kinds of events of emails and senders, and their words on the trail."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core import trail
from core.registers import RAIL_COUNTS
from mail.models import IncomingEmail, MailEvent


@dataclass(frozen=True)
class EmailEventKind:
    """One kind of `MailEvent`; its stored `value` never changes.

    `name` is in the filter of the trail. `sentence` is HTML that follows the name of the
    person; {new} is the new value of the event's change, {sender} the blocked sender.
    """

    value: str
    name: Promise
    sentence: Promise


EVENT_KINDS = {
    kind.value: kind
    for kind in (
        EmailEventKind("filed", _("Filed an email"), _("filed an email to <b>{new}</b>")),
        EmailEventKind(
            "ticket_made", _("Made a ticket of an email"), _("made <b>{new}</b> of an email")
        ),
        EmailEventKind("discarded", _("Discarded an email"), _("discarded an email")),
        EmailEventKind("held", _("Held back an email"), _("held back an email of <b>{sender}</b>")),
        EmailEventKind(
            "restored", _("Returned an email to the inbox"), _("returned an email to the inbox")
        ),
        EmailEventKind("read_again", _("Had an email read again"), _("had an email read again")),
        EmailEventKind(
            "downloaded", _("Downloaded an email"), _("downloaded <b>{new}</b> of an email")
        ),
        EmailEventKind("uploaded", _("Uploaded an email"), _("uploaded an email")),
        EmailEventKind("blocked", _("Blocked a sender"), _("blocked <b>{sender}</b>")),
        EmailEventKind("lifted", _("Lifted a block"), _("lifted the block of <b>{sender}</b>")),
    )
}
KIND_NAMES = {value: kind.name for value, kind in EVENT_KINDS.items()}


def event_sentence(event):
    """Return the sentence of a MailEvent, as safe HTML."""
    change = next(iter(event.changes.values()), {})
    kind = EVENT_KINDS.get(event.kind)
    words = kind.sentence if kind else event.kind
    return format_html(words, new=change.get("new", ""), sender=event.sender or "")


trail.register(
    trail.Source(
        "mail", _("Email"), MailEvent, KIND_NAMES, event_sentence, links=("email", "sender")
    )
)
RAIL_COUNTS["inbox"] = lambda user: IncomingEmail.objects.visible_to(user).waiting()
