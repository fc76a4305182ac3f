"""Events in words: "took it", "set priority Medium, was High". Who did it stands before them."""

from django.utils.translation import gettext as _

from tickets.events.kinds import KINDS


def icon_of(event):
    """Return the name of the icon that stands before an event."""
    return KINDS[event.kind].icon_of(event)


def phrase_of(event):
    """Return what an event says, as safe HTML that follows the name of who did it."""
    return KINDS[event.kind].phrase(event)


def actor_of(event):
    """Return who did it, in words: a mail server acts without anybody's hand."""
    kind = KINDS.get(event.kind)  # the trail asks of events about customers and people, too
    if event.by_id is None and kind and kind.is_by_server:
        return _("The mail server")
    return str(event.by or _("Somebody"))
