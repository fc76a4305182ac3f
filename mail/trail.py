"""What people decided about mails and senders, in words that follow the name of who did it."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core import trail
from core.registers import RAIL_COUNTS
from mail.models import IncomingEmail, MailEvent

KINDS = {
    "filed": _("Filed a mail"),
    "ticket_made": _("Made a ticket of a mail"),
    "discarded": _("Discarded a mail"),
    "held": _("Held back a mail"),
    "restored": _("Restored a mail"),
    "read_again": _("Let a mail be read again"),
    "downloaded": _("Downloaded a mail"),
    "uploaded": _("Uploaded a mail"),
    "blocked": _("Blocked a sender"),
    "lifted": _("Lifted a block"),
}
WORDS = {
    "filed": _("filed a mail to <b>{new}</b>"),
    "ticket_made": _("made <b>{new}</b> of a mail"),
    "discarded": _("discarded a mail"),
    "held": _("held back a mail of <b>{sender}</b>"),
    "restored": _("put a mail back into the inbox"),
    "read_again": _("let a mail be read again"),
    "downloaded": _("downloaded <b>{new}</b> of a mail"),
    "uploaded": _("uploaded a mail"),
    "blocked": _("blocked <b>{sender}</b>"),
    "lifted": _("lifted the block of <b>{sender}</b>"),
}


def sentence(event):
    """Return what a MailEvent says, as safe HTML."""
    change = next(iter(event.changes.values()), {})
    words = WORDS.get(event.kind, event.kind)
    return format_html(words, new=change.get("new", ""), sender=event.sender or "")


trail.register(
    trail.Source("mail", _("Mail"), MailEvent, KINDS, sentence, links=("email", "sender"))
)
RAIL_COUNTS["inbox"] = lambda user: IncomingEmail.objects.visible_to(user).waiting()
