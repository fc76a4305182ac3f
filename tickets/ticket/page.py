"""Everything one ticket's page shows to one reader, each part asked for only when it is shown."""

from uuid import uuid4

from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property

from customers.models import Customer
from tickets.choices import Status
from tickets.forms.take_proof import proof_of
from tickets.models import Thread
from tickets.models.refusals import ClosedTicket, Conflict
from tickets.models.rules import reason_asked
from tickets.properties import PROPERTIES
from tickets.ticket.composer import Composer
from tickets.ticket.conflict import ConflictNotice
from tickets.ticket.forms.properties import PropertyForm
from tickets.ticket.holder_choices import HolderChoices
from tickets.ticket.timeline import Timeline

LAST_TICKETS, MOST_FOUND = 5, 8
LISTED = {
    part: {p.name for p in PROPERTIES.values() if p.on_page.part == part and p.on_page.rank}
    for part in ("head", "context")
}
"""Properties that a part of the page lists; the others have a place of their own there."""


class TicketPage:
    """The page of `ticket` for `user`; a fragment of it costs only what it shows.

    `forms` holds what was sent and refused, by property, "composer" or "note": it is shown open,
    with what was typed. `again` is a mail that comes back into the composer. `editing` names a
    property that is open though nothing was sent. `find` is what is known of the customer whose
    ticket it is instead.
    """

    def __init__(self, ticket, user, *, show="", editing="", find="", forms=None, again=None):
        self.again = again
        self.ticket, self.user, self.show, self.editing = ticket, user, show, editing
        self.find, self.refused = find, forms or {}

    @cached_property
    def forms(self):
        """The forms of all properties by name; those that were refused as they were sent."""
        whose = {"ticket": self.ticket, "user": self.user}
        return {name: PropertyForm(name=name, **whose) for name in PROPERTIES} | self.refused

    def forms_in(self, part):
        """Return the forms of the properties that a part of the page lists, in their order."""
        listed = [form for name, form in self.forms.items() if name in LISTED[part]]
        return sorted(listed, key=lambda form: form.place.rank)

    @property
    def forms_in_head(self):
        """The forms of the properties below the title."""
        return self.forms_in("head")

    @property
    def forms_in_context(self):
        """The forms of the properties listed beside the ticket."""
        return self.forms_in("context")

    @property
    def asks_to_close(self):
        """The question that closing raises, or "" where it was resolved."""
        return reason_asked(self.ticket, self.user, {"status": Status.CLOSED})

    @cached_property
    def timeline(self):
        """What happened, as far as the reader may know."""
        return Timeline(self.ticket, self.user, self.show, self.refused.get("note"))

    @property
    def ticket_files(self):
        """The files of the ticket itself."""
        return self.timeline.files.get(("ticket", None), [])

    @property
    def fresh_nonce(self):
        """The key of a small form; each has its own."""
        return uuid4()

    @cached_property
    def audience(self):
        """Who sees the ticket."""
        return self.ticket.audience()

    @cached_property
    def customer(self):
        """The customer with their addresses and numbers."""
        prefetch_related_objects([self.ticket.customer], "emails", "phones")
        return self.ticket.customer

    @cached_property
    def found(self):
        """Customers to choose from, by anything one knows of them."""
        return Customer.objects.matching(self.find).select_related("company")[:MOST_FOUND]

    @cached_property
    def other_tickets(self):
        """The customer's last tickets, those that the reader may see."""
        tickets = self.ticket.customer.tickets.visible_to(self.user).exclude(pk=self.ticket.pk)
        return tickets.order_by("-last_activity_at", "-id")[:LAST_TICKETS]

    @cached_property
    def may_take(self):
        """Whether taking it needs no reason: nobody has it, or a group."""
        ticket = self.ticket
        return not ticket.is_closed and ticket.holder_user_id is None

    @cached_property
    def proof(self):
        """The proof that the reader was shown the ticket while it could be taken."""
        return proof_of(self.user, [self.ticket])

    @cached_property
    def holder_choices(self):
        """To whom it can go, and who loses sight of it then."""
        return HolderChoices(self.ticket, self.user)

    @cached_property
    def conflict(self):
        """The notice about a choice that met somebody else's, or None."""
        forms = (form for name, form in self.refused.items() if is_choice(name))
        conflicts = (form for form in forms if isinstance(form.refusal, Conflict))
        return next(map(ConflictNotice, conflicts), None)

    @cached_property
    def first_new(self):
        """The id of the first event that arrived while the reader wrote a mail, or None."""
        newer = self.composer.newer if "composer" in self.refused else None
        return newer.events[0].pk if newer else None

    @cached_property
    def refused_as_closed(self):
        """The words for what was sent to a closed ticket, or ""."""
        refusals = (getattr(form, "refusal", None) for form in self.refused.values())
        return next((str(r) for r in refusals if isinstance(r, ClosedTicket)), "")

    @cached_property
    def closing(self):
        """The event that closed it, if it is among those shown."""
        events = reversed(self.timeline.events)
        closed = (e for e in events if e.changes.get("status", {}).get("new") == "CLOSED")
        return next(closed, None) if self.ticket.is_closed else None

    @cached_property
    def composer(self):
        """What the composer shows."""
        return Composer(self)

    @property
    def threads(self):
        """The conversations with the customer and others, the last one first."""
        return self.timeline.threads(Thread.Kind.OUTSIDE)

    @property
    def team_threads(self):
        """The conversations within the team, the last one first."""
        return self.timeline.threads(Thread.Kind.TEAM)


def is_choice(name):
    """Whether a conflict about it is between two choices; a text's field stays open instead."""
    return name in PROPERTIES and not PROPERTIES[name].is_long
