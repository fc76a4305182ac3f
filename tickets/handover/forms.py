"""To whom the tickets of a person are handed over, with or without deactivating that person."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.holders import holder_key
from core.events import WHY_MAX
from core.forms import SaysRefusals
from tickets.forms.fields import HolderField
from tickets.models import Ticket

KEEP = "keep"
AT_ONCE = 500
"""How many tickets one form hands over; the rest needs another."""


class NewHolderField(HolderField):
    """Who gets the tickets of a person; "keep" leaves them, where that is offered."""

    def offer(self, user, person, may_keep=False):
        """List to whom `user` can give the tickets of `person`."""
        super().offer(user)
        _unassigned, _me, groups, (label, others) = self.choices
        mine = [] if user.pk == person.pk else [(holder_key(user), _("Me"))]
        self.choices = [
            ("", _("Choose who gets them")),
            ("nobody", _("Unassigned, every agent can take them")),
            *([(KEEP, _("Leave them with %s") % person)] if may_keep else []),
            *mine,
            groups,
            (label, [choice for choice in others if choice[0] != holder_key(person)]),
        ]

    def clean(self, value):
        """Return the User or Group, None for nobody, or KEEP."""
        if not value:
            raise forms.ValidationError(_("Choose who gets the tickets."))
        offered = {key for key, words in self.choices if not isinstance(words, list | tuple)}
        if value == KEEP and KEEP in offered:
            return KEEP
        return None if value == "nobody" else super().clean(value)


class HandoverForm(SaysRefusals, forms.Form):
    """To whom the tickets of `person` go; closed ones stay, as they cannot be changed."""

    deactivates = False
    """Whether the person is deactivated too."""

    to = NewHolderField(label=gettext_lazy("Hand them over to"))
    why = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=WHY_MAX,
        help_text=gettext_lazy("Shown on the trail of every ticket."),
    )

    def __init__(self, *args, person, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.tickets = Ticket.objects.visible_to(user).held_by(person).not_closed()
        self.count = self.tickets.count()
        if self.count:
            self.fields["to"].offer(user, person, may_keep=self.deactivates)
        else:
            del self.fields["to"]

    @property
    def new_holder(self):
        """Who gets the tickets, or KEEP."""
        return self.cleaned_data.get("to", KEEP)

    def clean(self):
        """A person's tickets are taken from them with a reason: they will ask for it."""
        cleaned = super().clean()
        if "to" in cleaned and cleaned["to"] != KEEP:
            if cleaned["to"] == self.person:
                self.add_error("to", _("%s already holds them.") % self.person)
            elif not cleaned.get("why"):
                self.add_error("why", _("Why do you take them from %s?") % self.person)
        return cleaned

    @transaction.atomic
    def save(self, *, by):
        """Hand over, and deactivate the person if asked; return the `Batch`, or None.

        Raises `Refusal`; then nothing was changed.
        """
        why = self.cleaned_data["why"]
        if self.deactivates:
            self.person.deactivate(by=by, why=why)
        if self.new_holder == KEEP:
            return None
        return self.tickets.hand_over(self.new_holder, by=by, why=why, most=AT_ONCE)


class DeactivationForm(HandoverForm):
    """The same, and the person is deactivated."""

    deactivates = True
