"""Why an email is where it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EmailReason(models.TextChoices):
    """One reason, with its words.

    Each has its stored value, the name of its icon, a short line for lists, what it says about the
    ticket that the email may belong to ("" for none), and its sentence, which is the label.
    """

    def __new__(cls, value, icon, line, of_ticket):
        reason = str.__new__(cls, value)
        reason._value_ = value
        reason.icon, reason.line, reason.of_ticket = icon, line, of_ticket
        return reason

    SIGNED = (
        "SIGNED", "reply", _("Came to a reply address"),
        _("It came to the reply address of this ticket."),
        _("It came to the reply address of this conversation."),
    )  # fmt: skip
    REFERENCE = (
        "REFERENCE", "reply", _("Answers an email of ours"),
        _("It answers an email of this ticket."),
        _("It answers an email of this conversation."),
    )  # fmt: skip
    BY_HAND = "BY_HAND", "user", _("Filed by a person"), "", _("Somebody filed it.")
    STRANGER = (
        "STRANGER", "users", _("Takes no part in that conversation"),
        _("It answers an email of this ticket."),
        _("It answers a conversation that its sender takes no part in."),
    )  # fmt: skip
    FORGED = (
        "FORGED", "shield", _("Forged reply address"), "",
        _("Its reply address carries a signature that is not ours."),
    )  # fmt: skip
    SUBJECT = (
        "SUBJECT", "tag", _("Only the subject names a ticket"), _("Named in the subject."),
        _("Only its subject names a ticket."),
    )  # fmt: skip
    DISOWNED = (
        "DISOWNED", "shield", _("Disowned by its domain"), "",
        _("The domain of its sender says that it is not from there."),
    )  # fmt: skip
    COLLEAGUE = (
        "COLLEAGUE", "users", _("A colleague’s address"), "",
        _("Its sender has the address of a colleague."),
    )  # fmt: skip
    KNOWN = (
        "KNOWN", "user", _("Known customer, something new"), "",
        _("Its sender is a customer, but it answers nothing of ours."),
    )  # fmt: skip
    UNKNOWN = "UNKNOWN", "user-plus", _("Unknown sender"), "", _("Its sender is unknown.")
    BOUNCE = (
        "BOUNCE", "circle-alert", _("Bounce"), "", _("It reports that an email did not arrive."),
    )  # fmt: skip
    LOST_BOUNCE = (
        "LOST_BOUNCE", "circle-alert", _("Bounce, no email named"), "",
        _("It reports a failure, but not of which email."),
    )  # fmt: skip
    TOO_LARGE = (
        "TOO_LARGE", "download", _("Too large, not taken in"), "",
        _("It is too large; it was not taken in."),
    )  # fmt: skip
    UNREADABLE = (
        "UNREADABLE", "triangle-alert", _("Could not be read"), "",
        _("It could not be read. The original is kept."),
    )  # fmt: skip
    BLOCKED = "BLOCKED", "ban", _("Its sender is blocked"), "", _("Its sender is blocked.")
    ECHO = (
        "ECHO", "info", _("Our own email"), "", _("It is an email of ours that came back."),
    )  # fmt: skip
