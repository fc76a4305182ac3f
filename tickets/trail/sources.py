"""The events of tickets as a source of the trail, and the kinds of all events."""

from django.db.models import Case, When
from django.utils.translation import gettext_lazy as _

from core import trail
from tickets.events.kinds import WORDS
from tickets.events.phrases import phrase_of
from tickets.models import TicketEvent


class TicketSource(trail.Source):
    """The events of tickets, each with the subject that an edit replaced."""

    def events(self, user):
        """As of any source."""
        was = Case(When(revision__field="subject", then="revision__text"))
        return super().events(user).annotate(was=was)


trail.register(
    TicketSource(
        "ticket",
        _("Tickets"),
        TicketEvent,
        WORDS,
        phrase_of,
        links=("ticket", "attachment", "message__author_user", "message__author_customer"),
        long=("ticket__description", "ticket__html", "message__body", "message__html"),
    )
)


def kinds():
    """Return all kinds as the groups of a menu: "ticket.edited" and "customer.edited" are two."""
    return [
        (source.label, [(f"{source.name}.{kind}", words) for kind, words in source.kinds.items()])
        for source in reversed(trail.SOURCES)
    ]
