"""Why a mail is in the inbox, as a short line and a picture beside the sentence of its reason."""

from django.utils.translation import gettext_lazy as _

from mail.models import IncomingEmail

Reason = IncomingEmail.Reason
LINES = {
    Reason.SIGNED: ("reply", _("Came to a reply address")),
    Reason.REFERENCE: ("reply", _("Answers a mail of ours")),
    Reason.BY_HAND: ("user", _("Filed by a person")),
    Reason.STRANGER: ("users", _("Takes no part in that conversation")),
    Reason.FORGED: ("shield", _("Forged reply address")),
    Reason.SUBJECT: ("tag", _("Only the subject names a ticket")),
    Reason.DISOWNED: ("shield", _("Disowned by its domain")),
    Reason.COLLEAGUE: ("users", _("A colleague’s address")),
    Reason.KNOWN: ("user", _("Known customer, something new")),
    Reason.UNKNOWN: ("user-plus", _("Unknown sender")),
    Reason.BOUNCE: ("circle-alert", _("Bounce")),
    Reason.LOST_BOUNCE: ("circle-alert", _("Bounce, no mail named")),
    Reason.TOO_LARGE: ("download", _("Too large, not taken in")),
    Reason.UNREADABLE: ("triangle-alert", _("Could not be read")),
    Reason.BLOCKED: ("ban", _("Its sender is blocked")),
}
NAMED = {
    Reason.SIGNED: _("It came to the reply address of this ticket."),
    Reason.REFERENCE: _("It answers a mail of this ticket."),
    Reason.STRANGER: _("It answers a mail of this ticket."),
    Reason.SUBJECT: _("Named in the subject."),
}
"""Why a mail may belong to the ticket that stands with it."""


def reason_line(email):
    """Return (icon, words) of why a mail is in the inbox; both may be ""."""
    return LINES.get(email.reason, ("info", email.get_reason_display()))
