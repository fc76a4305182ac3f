"""The form of a new ticket, sent by many at the same moment. Jobs of `tests.races.jobs`."""

from uuid import NAMESPACE_OID, uuid5

from django.http import QueryDict

from accounts.models import User
from tickets.new_ticket.forms import NewTicketForm


def note_a_call(number, barrier, agent, rounds):
    """Send the form with somebody new and the same key as all others; return the tickets' ids.

    A refused form gives its errors instead.
    """
    me, made = User.objects.get(pk=agent), []
    for turn in range(rounds):
        data = QueryDict(mutable=True)
        data.update({"customer": "new", "customer-name": f"Caller {turn}"})
        data.update({"customer-email": f"caller{turn}@acme.example", "customer-company": "Acme"})
        data.update({"subject": "Help", "priority": "2", "channel": "phone"})
        data["nonce"] = str(uuid5(NAMESPACE_OID, f"call {turn}"))
        barrier.wait()
        form = NewTicketForm(data, by=me)
        ticket = form.submit()
        made.append(ticket.pk if ticket else [form.errors, form.customer_picker.create.errors])
    return made
