"""Forms about groups and members that ask before a group with tickets has no agent left."""

from django import forms
from django.utils.translation import gettext_lazy

from accounts.forms.people import GroupFormBase, MembershipForm, PersonForm
from accounts.groups_without_agents import tickets_without_agents, warning_for, warnings_when_left


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
        words = [] if cleaned.get("sure") or self.errors else self.warnings(cleaned)
        if words:
            self.asks = True
            self.add_error("sure", words)
        return cleaned

    def warnings(self, cleaned):
        """Return in words which groups nobody would look after."""
        raise NotImplementedError


class GroupForm(AsksBeforeEmptying, GroupFormBase):
    """A group's name and members."""

    class Meta(GroupFormBase.Meta):
        pass

    def warnings(self, cleaned):
        group = self.instance
        count = tickets_without_agents(group, cleaned["members"]) if group.pk else 0
        return [warning_for(group, count)] if count else []


class GroupsForm(AsksBeforeEmptying, MembershipForm):
    """The groups of a person."""

    class Meta(MembershipForm.Meta):
        pass

    def warnings(self, cleaned):
        gone = set(self.instance.groups.all()) - set(cleaned["groups"])
        return warnings_when_left(self.instance, gone)


class PersonAdminForm(AsksBeforeEmptying, PersonForm):
    """A person with groups, on one page; who is let go leaves all their groups alone."""

    field_order = [*PersonForm.field_order, "sure"]

    class Meta(PersonForm.Meta):
        pass

    def warnings(self, cleaned):
        old, new = set(self.instance.groups.all()), set(cleaned["groups"])
        return warnings_when_left(self.instance, old - new if cleaned["is_active"] else old | new)
