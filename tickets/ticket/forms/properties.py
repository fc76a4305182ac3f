"""Forms that change one property of a ticket. Each says why, and what its maker saw before."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.holders import holder_from, holder_key
from core.events import WHY_MAX
from core.forms import SaysRefusals
from core.text import number_of
from customers.models import Customer
from tickets.choices import Channel, Priority, Status
from tickets.forms.fields import HolderField, PropertyField, TagsField
from tickets.models.refusals import Conflict
from tickets.models.rules import reason_asked


class PropertyForm(SaysRefusals, forms.Form):
    """A change of one property of `ticket`, called `name`, by the verb that `save` calls.

    `seen` is the value that stood on the page; where it was not sent, no conflict is looked for.
    """

    name = ""
    suggestions = ()
    """Reasons for one tap."""

    why = forms.CharField(label=_("Why"), required=False)
    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args, ticket, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.ticket, self.user = ticket, user
        self.fields["why"].widget.attrs["maxlength"] = WHY_MAX

    def save(self, *, by):
        """Call the verb; return the event, or None if nothing changed. Raises `Refusal`."""
        raise NotImplementedError

    def given(self, by):
        """Return what every verb takes: by whom, why, and what was seen."""
        given = {"by": by, "why": self.cleaned_data["why"]}
        if "seen" in self.data:
            given["seen"] = {self.name: self.seen_value(self.cleaned_data["seen"])}
        return given

    def seen_value(self, text):
        """Return the value that `seen` spells."""
        return text

    @property
    def now(self):
        """The present value as `seen` spells it."""
        return getattr(self.ticket, self.name)

    @cached_property
    def wanted(self):
        """The value that was asked for, as it came, where the form was refused."""
        return self.data.get(self.name, "") if self.is_bound else ""

    @property
    def is_open(self):
        """Whether it was refused and waits for another try; of a conflict a notice tells."""
        return self.is_bound and not isinstance(getattr(self, "refusal", None), Conflict)

    @property
    def question(self):
        """The question that must be answered first, or "" where a reason is only welcome."""
        return ""


class StatusForm(PropertyForm):
    """Where the ticket stands."""

    name = "status"
    CLOSING = (_("a duplicate"), _("spam"), _("the customer withdrew it"))
    choices = Status.choices
    status = forms.CharField()

    def save(self, *, by):
        return self.ticket.set_status(self.cleaned_data["status"], **self.given(by))

    @property
    def question(self):
        """What is asked about the status that was chosen, if that needs a reason."""
        if not self.wanted:
            return ""
        return reason_asked(self.ticket, self.user, {"status": self.wanted})

    @property
    def asks_to_close(self):
        """The question that closing raises, or "" where it was resolved."""
        return reason_asked(self.ticket, self.user, {"status": Status.CLOSED})

    @property
    def suggestions(self):
        """Reasons for one tap: for closing where that was asked for."""
        if self.wanted == Status.CLOSED:
            return self.CLOSING
        return (_("waiting for the customer"), _("fixed"), _("confirmed by the customer"))


class PriorityForm(PropertyForm):
    """How urgent it is."""

    name = "priority"
    priority = forms.TypedChoiceField(choices=Priority.choices, coerce=int)
    choices = Priority.choices[::-1]

    def save(self, *, by):
        return self.ticket.set_priority(self.cleaned_data["priority"], **self.given(by))

    def seen_value(self, text):
        number = number_of(text)
        return text if number is None else number


class AssignmentForm(PropertyForm):
    """Who has it."""

    name = "holder"
    suggestions = (_("is away"), _("asked me to"), _("my field"))
    holder = HolderField()

    def save(self, *, by):
        return self.ticket.assign(self.cleaned_data["holder"], **self.given(by))

    def seen_value(self, text):
        return holder_from(text)

    @property
    def now(self):
        return holder_key(self.ticket.holder)

    @property
    def question(self):
        """The question that taking it from somebody raises."""
        return reason_asked(self.ticket, self.user, {"holder": None})


class TagsForm(PropertyForm):
    """The words it is found by."""

    name = "tags"
    tags = TagsField(label=_("Tags"), required=False)

    def save(self, *, by):
        return self.ticket.set_tags(self.cleaned_data["tags"], **self.given(by))

    def seen_value(self, text):
        return text.split()

    @property
    def now(self):
        return " ".join(tag.name for tag in self.ticket.tags.all())


class CustomerForm(PropertyForm):
    """Whose ticket it is."""

    name = "customer"
    customer = forms.ModelChoiceField(Customer.objects.all(), label=_("Customer"))

    def save(self, *, by):
        return self.ticket.set_customer(self.cleaned_data["customer"], **self.given(by))

    def seen_value(self, text):
        return Customer.objects.filter(pk=number_of(text)).first()

    @property
    def now(self):
        return self.ticket.customer_id


class TextForm(PropertyForm):
    """A property that is edited as text, in its place."""

    def save(self, *, by):
        return self.ticket.edit(**{self.name: self.cleaned_data[self.name]}, **self.given(by))

    @property
    def shown(self):
        """The text to go on with: what was typed, or what stands there."""
        return self.wanted if self.is_bound else self.now


class SubjectForm(TextForm):
    """What it is about, in a line."""

    name = "subject"
    subject = PropertyField("subject", label=_("Subject"))


class DescriptionForm(TextForm):
    """What the customer wants, at length."""

    name = "description"
    description = PropertyField("description", label=_("Description"))


class ChannelForm(TextForm):
    """How it came in."""

    name = "channel"
    channel = forms.ChoiceField(choices=Channel.choices, label=_("Came by"))


FORMS = {
    form.name: form
    for form in (
        StatusForm, PriorityForm, AssignmentForm, TagsForm, CustomerForm, SubjectForm,
        DescriptionForm, ChannelForm,
    )
}  # fmt: skip
