"""What an admin fills in where people and tickets meet: groups, members, handovers."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.manage import MembershipForm, PersonForm, TeamForm
from accounts.models import WHY_MAX
from accounts.refusals import SaysRefusals
from tickets.forms.fields import HolderField
from tickets.lonely import left_lonely, lonely_tickets, lonely_words
from tickets.models import Ticket

KEEP = "keep"
AT_ONCE = 500
"""So many tickets are handed over by one form; the rest by the next."""


class AsksBeforeEmptying(forms.Form):
    """A form that asks to be sent twice where only admins would see tickets afterwards."""

    sure = forms.BooleanField(
        label=gettext_lazy("Yes, let only admins see them"),
        required=False,
        help_text=gettext_lazy("Asked where a group that holds tickets loses its last agent."),
    )
    asks = False

    def clean(self):
        """Ask, unless that was answered."""
        cleaned = super().clean()
        words = [] if cleaned.get("sure") or self.errors else self.lonely(cleaned)
        if words:
            self.asks = True
            self.add_error("sure", words)
        return cleaned

    def lonely(self, cleaned):
        """Return in words which groups nobody would look after."""
        raise NotImplementedError


class GroupForm(AsksBeforeEmptying, TeamForm):
    """A group's name and members."""

    class Meta(TeamForm.Meta):
        pass

    def lonely(self, cleaned):
        group = self.instance
        count = lonely_tickets(group, cleaned["members"]) if group.pk else 0
        return [lonely_words(group, count)] if count else []


class GroupsForm(AsksBeforeEmptying, MembershipForm):
    """The groups of a person."""

    class Meta(MembershipForm.Meta):
        pass

    def lonely(self, cleaned):
        gone = set(self.instance.groups.all()) - set(cleaned["groups"])
        return left_lonely(self.instance, gone)


class PersonAdminForm(AsksBeforeEmptying, PersonForm):
    """A person with groups, on one page; who is let go leaves all their groups alone."""

    field_order = [*PersonForm.field_order, "sure"]

    class Meta(PersonForm.Meta):
        pass

    def lonely(self, cleaned):
        old, new = set(self.instance.groups.all()), set(cleaned["groups"])
        return left_lonely(self.instance, old - new if cleaned["is_active"] else old | new)


class HeirField(HolderField):
    """Who gets the tickets of a person; "keep" leaves them, where that is offered."""

    def offer(self, user, person, may_keep=False):
        """List to whom `user` can give the tickets of `person`."""
        super().offer(user)
        _unassigned, _me, groups, (label, others) = self.choices
        mine = [] if user.pk == person.pk else [(f"user:{user.pk}", _("Me"))]
        self.choices = [
            ("", _("Choose who gets them")),
            ("nobody", _("Nobody, every agent can take them")),
            *([(KEEP, _("Leave them in the name of %s") % person)] if may_keep else []),
            *mine,
            groups,
            (label, [choice for choice in others if choice[0] != f"user:{person.pk}"]),
        ]

    def clean(self, value):
        """Return the User or Group, None for nobody, or KEEP."""
        if not value:
            raise forms.ValidationError(_("Say who gets the tickets."))
        offered = {key for key, words in self.choices if not isinstance(words, list | tuple)}
        if value == KEEP and KEEP in offered:
            return KEEP
        return None if value == "nobody" else super().clean(value)


class HandoverForm(SaysRefusals, forms.Form):
    """To whom the tickets of `person` go; all that can be changed, closed ones stay."""

    leaves = False
    """Whether the person is deactivated too."""

    to = HeirField(label=gettext_lazy("Hand them over to"))
    why = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=WHY_MAX,
        help_text=gettext_lazy("Stands on the trail of every ticket."),
    )

    def __init__(self, *args, person, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.tickets = Ticket.objects.visible_to(user).held_by(person).not_closed()
        self.count = self.tickets.count()
        if self.count:
            self.fields["to"].offer(user, person, may_keep=self.leaves)
        else:
            del self.fields["to"]

    @property
    def heir(self):
        """Who gets the tickets, or KEEP."""
        return self.cleaned_data.get("to", KEEP)

    def clean(self):
        """A person's tickets are taken from them with a reason (decision 7)."""
        cleaned = super().clean()
        if "to" in cleaned and cleaned["to"] != KEEP:
            if cleaned["to"] == self.person:
                self.add_error("to", _("%s has them already.") % self.person)
            elif not cleaned.get("why"):
                self.add_error("why", _("Why do you take them from %s?") % self.person)
        return cleaned

    @transaction.atomic
    def save(self, *, by):
        """Hand over, and let the person go if they leave; return the `Batch`, or None.

        Raises `Refusal`; then nothing was done.
        """
        why = self.cleaned_data["why"]
        if self.leaves:
            self.person.deactivate(by=by, why=why)
        if self.heir == KEEP:
            return None
        return self.tickets.hand_over(self.heir, by=by, why=why, most=AT_ONCE)


class DeactivationForm(HandoverForm):
    """The same for somebody who leaves."""

    leaves = True
