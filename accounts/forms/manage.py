"""What an admin fills in about people and groups."""

from django import forms
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.adminsite import VerbForm
from accounts.models import WHY_MAX, User
from accounts.teams import create_team, rename_team


def why_field():
    """The reason, which goes on the trail."""
    return forms.CharField(
        label=_("Why"), required=False, max_length=WHY_MAX, help_text=_("Goes on the trail.")
    )


def groups_field():
    """Ticks for groups."""
    return forms.ModelMultipleChoiceField(
        Group.objects.order_by("name"),
        label=_("Groups"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class InviteForm(VerbForm, forms.ModelForm):
    """A new colleague; they choose their password themselves."""

    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("A link to choose a password is sent there.")
    )
    role = forms.ChoiceField(label=_("Role"), choices=User.Role)
    groups = groups_field()
    why = why_field()
    link = ""

    class Meta:
        model = User
        fields = []

    def apply(self):
        """Invite them."""
        self.instance, self.link = User.objects.invite(by=self.by, **self.cleaned_data)


class PersonForm(VerbForm, forms.ModelForm):
    """A colleague as an admin may change them."""

    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(label=_("Role"), choices=User.Role)
    groups = groups_field()
    is_active = forms.BooleanField(
        label=_("Active"),
        required=False,
        help_text=_("Without this, nobody signs in as them, and their sessions end at once."),
    )
    why = why_field()

    class Meta:
        model = User
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("name", "email", "role", "is_active"):
            self.initial.setdefault(name, getattr(self.instance, name))
        self.initial.setdefault("groups", list(self.instance.groups.all()))

    def apply(self):
        """Call the verb of each thing that differs."""
        person, new = self.instance, self.cleaned_data
        said = {"by": self.by, "why": new["why"]}
        person.edit_profile(name=new["name"], **said)
        person.change_email(new["email"], **said)
        old, groups = set(person.groups.all()), set(new["groups"])
        for group in groups - old:
            person.join(group, **said)
        for group in old - groups:
            person.leave(group, **said)
        person.set_role(new["role"], **said)
        person.reactivate(**said) if new["is_active"] else person.deactivate(**said)


class TeamForm(VerbForm, forms.ModelForm):
    """A group and who belongs to it."""

    name = forms.CharField(label=_("Name"), max_length=150)
    members = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Members"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They see the tickets that the group holds."),
    )
    why = why_field()

    class Meta:
        model = Group
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        team = self.instance if self.instance.pk else None
        people = User.objects.filter(Q(is_active=True) | Q(groups=team)) if team else None
        self.fields["members"].queryset = people.distinct() if team else User.objects.active()
        if team:
            self.initial.setdefault("name", team.name)
            self.initial.setdefault("members", list(team.members.all()))

    def apply(self):
        """Make or rename the group, then let people join and leave."""
        new, said = self.cleaned_data, {"by": self.by, "why": self.cleaned_data["why"]}
        if self.instance.pk:
            rename_team(self.instance, new["name"], **said)
        else:
            self.instance = create_team(new["name"], **said)
        old, members = set(self.instance.members.all()), set(new["members"])
        for person in members - old:
            person.join(self.instance, **said)
        for person in old - members:
            person.leave(self.instance, **said)
