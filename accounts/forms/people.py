"""What an admin fills in about people."""

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.admin.site import VerbForm
from core.events import WHY_MAX


def why_field():
    """The reason, which goes on the trail."""
    return forms.CharField(
        label=_("Why"), required=False, max_length=WHY_MAX, help_text=_("Shown on the trail.")
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
    """A new person, who chooses the password by a link."""

    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(
        label=_("Email"), help_text=_("A link to choose a password is sent there.")
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


class PersonDetailsForm(VerbForm, forms.ModelForm):
    """A person's name, address and role."""

    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(label=_("Email"))
    role = forms.ChoiceField(label=_("Role"), choices=User.Role)
    why = why_field()

    class Meta:
        model = User
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("name", "email", "role"):
            self.initial.setdefault(name, getattr(self.instance, name))

    @property
    def said(self):
        """What every verb takes."""
        return {"by": self.by, "why": self.cleaned_data["why"]}

    def apply(self):
        """Call the verb of each thing that differs."""
        person, new = self.instance, self.cleaned_data
        person.edit_profile(name=new["name"], **self.said)
        person.change_email(new["email"], **self.said)
        person.set_role(new["role"], **self.said)


class MembershipForm(VerbForm, forms.ModelForm):
    """The groups of a person."""

    groups = groups_field()
    why = why_field()

    class Meta:
        model = User
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("groups", list(self.instance.groups.all()))

    def apply(self):
        """Let them join and leave."""
        old, new = set(self.instance.groups.all()), set(self.cleaned_data["groups"])
        said = {"by": self.by, "why": self.cleaned_data["why"]}
        for group in new - old:
            self.instance.join(group, **said)
        for group in old - new:
            self.instance.leave(group, **said)


class PersonForm(MembershipForm, PersonDetailsForm):
    """All that an admin changes of a person, on one page."""

    is_active = forms.BooleanField(
        label=_("Active"),
        required=False,
        help_text=_("Without this, they cannot sign in, and their sessions end at once."),
    )
    field_order = ["name", "email", "role", "groups", "is_active", "why"]

    class Meta:
        model = User
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("is_active", self.instance.is_active)

    def apply(self):
        """Call the verb of each thing that differs."""
        PersonDetailsForm.apply(self)
        MembershipForm.apply(self)
        person = self.instance
        leaves = not self.cleaned_data["is_active"]
        person.deactivate(**self.said) if leaves else person.reactivate(**self.said)
