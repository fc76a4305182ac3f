"""Forms about groups and members that ask before a group with tickets has no agent left."""

from django import forms
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.translation import gettext_lazy

from accounts.forms.people import MembershipForm, PersonForm, why_field
from accounts.groups_without_agents import tickets_without_agents, warning_for, warnings_when_left
from accounts.models import User
from accounts.models.groups import create_group, rename_group
from core.admin.site import VerbForm


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


class GroupForm(AsksBeforeEmptying, VerbForm, forms.ModelForm):
    """A group and who belongs to it."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=150)
    members = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=gettext_lazy("Members"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They see the tickets that the group holds."),
    )
    why = why_field()

    class Meta:
        model = Group
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        group = self.instance if self.instance.pk else None
        people = User.objects.filter(Q(is_active=True) | Q(groups=group)) if group else None
        self.fields["members"].queryset = people.distinct() if group else User.objects.active()
        if group:
            self.initial.setdefault("name", group.name)
            self.initial.setdefault("members", list(group.members.all()))

    def warnings(self, cleaned):
        group = self.instance
        count = tickets_without_agents(group, cleaned["members"]) if group.pk else 0
        return [warning_for(group, count)] if count else []

    def apply(self):
        """Make or rename the group, then let people join and leave."""
        new, said = self.cleaned_data, {"by": self.by, "why": self.cleaned_data["why"]}
        if self.instance.pk:
            rename_group(self.instance, new["name"], **said)
        else:
            self.instance = create_group(new["name"], **said)
        old, members = set(self.instance.members.all()), set(new["members"])
        for person in members - old:
            person.join(self.instance, **said)
        for person in old - members:
            person.leave(self.instance, **said)


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
