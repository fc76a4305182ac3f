"""The form that changes one property of a ticket."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.events import WHY_MAX
from core.forms import SaysRefusals
from tickets.forms.fields import field_of
from tickets.models.refusals import Conflict
from tickets.models.rules import reason_asked
from tickets.properties import PROPERTIES


class PropertyForm(SaysRefusals, forms.Form):
    """A change of the property `name` of `ticket`, with its reason.

    `seen` is the value that stood on the page; where it was not sent, no conflict is looked for.
    """

    why = forms.CharField(label=_("Why"), required=False)
    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args, name, ticket, user, **kwargs):
        super().__init__(*args, auto_id=f"id_{name}_%s", **kwargs)
        self.name, self.property = name, PROPERTIES[name]
        self.ticket, self.user = ticket, user
        self.fields[name] = field_of(name)
        self.fields["why"].widget.attrs["maxlength"] = WHY_MAX

    def save(self, *, by):
        """Change it; return the event, or None if nothing changed. Raises `Refusal`."""
        said = {"by": by, "why": self.cleaned_data["why"]}
        if "seen" in self.data:
            said["seen"] = {self.name: self.property.read(self.cleaned_data["seen"])}
        return self.ticket.set_property(self.name, self.cleaned_data[self.name], **said)

    @property
    def place(self):
        """Where the page shows the property."""
        return self.property.on_page

    @property
    def now(self):
        """The present value as a form sends it."""
        return self.property.spelled(self.property.of(self.ticket))

    @property
    def now_in_words(self):
        """The present value as people see it."""
        return self.property.in_words(self.property.words(self.property.of(self.ticket)))

    @cached_property
    def wanted(self):
        """The value that was asked for, as it came, where the form was refused."""
        return self.data.get(self.name, "") if self.is_bound else ""

    @property
    def shown(self):
        """The text to go on with: what was typed, or what stands there."""
        return self.wanted if self.is_bound else self.now

    @property
    def is_open(self):
        """Whether it was refused and waits for another try; of a conflict a notice tells."""
        return self.is_bound and not isinstance(getattr(self, "refusal", None), Conflict)

    @property
    def question(self):
        """The question that must be answered first, or "" where a reason is only welcome."""
        return reason_asked(self.ticket, self.user, {self.name: self.wanted or self.now})

    @property
    def suggestions(self):
        """Reasons for one tap."""
        return self.property.reasons_for(self.wanted)
