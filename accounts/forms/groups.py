"""Forms about groups and members that ask before a group with tickets has no agent left."""

from django import forms
from django.utils.translation import gettext_lazy

from accounts.forms.people import MembershipForm, PersonForm, TeamForm
from accounts.groups_without_agents import left_lonely, lonely_tickets, lonely_words


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
