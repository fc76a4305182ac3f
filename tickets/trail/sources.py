"""The tables of events that the trail is made of."""

from dataclasses import dataclass

from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from accounts import trail as accounts_trail
from accounts.models import AccountEvent
from customers import trail as customers_trail
from customers.models import CustomerEvent
from tickets.models import MailEvent, TicketEvent
from tickets.timeline import phrases
from tickets.trail import mails


@dataclass(frozen=True)
class Source:
    """One table of events: `kinds` are the words of each kind; `links` what is read with a row."""

    name: str
    label: str
    model: type
    kinds: dict
    links: tuple
    long: tuple = ()

    def events(self, user):
        """Return the events that `user` may read, with what their lines show."""
        rows = self.model.objects.visible_to(user).select_related("by", *self.links)
        return rows.defer(*self.long)

    def about(self, person):
        """Return the `Q` of what a person did, or what was done to their account."""
        did = Q(by=person)
        return did | Q(user=person) if self.model is AccountEvent else did


class TicketSource(Source):
    """The events of tickets, each with the subject that an edit replaced."""

    def events(self, user):
        """As of any source."""
        was = Case(When(revision__field="subject", then="revision__text"))
        return super().events(user).annotate(was=was)


SOURCES = (
    Source(
        "account", _("People and groups"), AccountEvent, accounts_trail.KINDS, ("user", "group")
    ),
    Source(
        "customer",
        _("Customers and companies"),
        CustomerEvent,
        customers_trail.KINDS,
        ("customer", "company"),
    ),
    TicketSource(
        "ticket",
        _("Tickets"),
        TicketEvent,
        phrases.KINDS,
        ("ticket", "attachment"),
        ("ticket__description", "ticket__html"),
    ),
    Source("mail", _("Mail"), MailEvent, mails.KINDS, ("mail", "sender")),
)
"""The place of a source here decides between two events of the very same moment."""

KINDS = [
    (source.label, [(f"{source.name}.{kind}", words) for kind, words in source.kinds.items()])
    for source in reversed(SOURCES)
]
"""All kinds as the groups of a menu: "ticket.edited" and "customer.edited" are two."""
