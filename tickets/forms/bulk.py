"""What an admin does to several tickets at once: one form for each change, each with its reason."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.people import why_field
from core.forms import SaysRefusals
from core.refusals import ANY_REFUSAL
from tickets.choices import Priority, Status
from tickets.forms.fields import HolderField

MOST = 500
"""So many tickets are changed by one form."""


class BulkForm(SaysRefusals, forms.Form):
    """A change of several tickets; `change` calls the verb on each, all events in one batch."""

    why = why_field()

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def change(self, ticket, **said):
        """Call the verb on one ticket. Raises `Refusal`."""
        raise NotImplementedError

    def change_all(self, tickets):
        """Change each of `tickets`; return those that were, and (ticket, words) for those refused.

        A ticket that already is as wanted counts as done.
        """
        done, refused, batch = [], [], uuid4()
        for ticket in tickets:
            try:
                self.change(ticket, by=self.by, why=self.cleaned_data["why"], batch=batch)
                done.append(ticket)
            except ANY_REFUSAL as refusal:
                refused.append((ticket, refusal.words))
        return done, refused


class AssignForm(BulkForm):
    """Give them to somebody."""

    holder = HolderField(label=_("Give them to"))
    field_order = ["holder", "why"]

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        self.fields["holder"].offer(by)

    def change(self, ticket, **said):
        return ticket.assign(self.cleaned_data["holder"], **said)


class ReleaseForm(BulkForm):
    """Put them back for every agent."""

    def change(self, ticket, **said):
        return ticket.release(**said)


class SetStatusForm(BulkForm):
    """Move them to a status."""

    status = forms.ChoiceField(label=_("Status"), choices=Status)
    field_order = ["status", "why"]

    def change(self, ticket, **said):
        return ticket.set_status(self.cleaned_data["status"], **said)


class SetPriorityForm(BulkForm):
    """Say how urgent they are."""

    priority = forms.TypedChoiceField(label=_("Priority"), choices=Priority, coerce=int)
    field_order = ["priority", "why"]

    def change(self, ticket, **said):
        return ticket.set_priority(self.cleaned_data["priority"], **said)
