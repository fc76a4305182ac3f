"""What an admin changes on several tickets at once, with the reason."""

from uuid import uuid4

from django import forms

from accounts.forms.people import why_field
from core.forms import SaysRefusals
from core.refusals import ANY_REFUSAL
from tickets.forms.fields import field_of

MOST = 500
"""So many tickets are changed by one form."""


class BulkForm(SaysRefusals, forms.Form):
    """A change of one property of several tickets, all events in one batch.

    `action` is one of the property's `bulk_actions`.
    """

    why = why_field()

    def __init__(self, *args, prop, action, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.property, self.action, self.by = prop, action, by
        if action.has_value:
            self.fields[prop.name] = field_of(prop.name, label=action.label or prop.label)
            self.order_fields([prop.name, "why"])
        if hasattr(self.fields.get(prop.name), "offer"):
            self.fields[prop.name].offer(by)

    def change_all(self, tickets):
        """Change each of `tickets`; return those that were, and (ticket, words) for those refused.

        A ticket that already is as wanted counts as done.
        """
        done, refused = [], []
        said = {"by": self.by, "why": self.cleaned_data["why"], "batch": uuid4()}
        value = self.cleaned_data.get(self.property.name)
        for ticket in tickets:
            try:
                ticket.set_property(self.property.name, value, **said)
                done.append(ticket)
            except ANY_REFUSAL as refusal:
                refused.append((ticket, refusal.words))
        return done, refused
