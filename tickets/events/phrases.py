"""Events in words: "took it", "set priority Medium, was High". A name comes before them."""

from django.utils.translation import gettext as _

from tickets.events.kinds import KINDS


def icon_of(event):
    """Return the name of the icon of an event."""
    return KINDS[event.kind].icon_of(event)


def phrase_of(event):
    """Return the description of an event, as safe HTML that follows the person's name."""
    return KINDS[event.kind].phrase(event)


def actor_of(event):
    """Return who did it, in words: for some kinds a mail server, if no person did."""
    kind = KINDS.get(event.kind)  # the trail calls this for events of customers and people too
    if event.by_id is None and kind and kind.is_by_server:
        return _("The mail server")
    return str(event.by or _("Somebody"))
