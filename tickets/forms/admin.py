"""The forms of tickets and notes in the Django admin, which save by the verbs."""

from collections import defaultdict

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.people import why_field
from accounts.models import User
from core.admin.site import RowSelect, SeenForm, VerbForm
from core.refusals import Refusal
from tickets.forms.fields import PropertyField, field_of
from tickets.models import Note, Ticket
from tickets.properties import PROPERTIES


def row_field(model, name, rows, **kwargs):
    """Return a field that finds a row of another table while one types."""
    widget = RowSelect(model._meta.get_field(name), admin.site)
    return forms.ModelChoiceField(rows, widget=widget, **kwargs)


WIDGETS = {
    "description": forms.Textarea,
    "customer": RowSelect(Ticket._meta.get_field("customer"), admin.site),
}
FIRST = ["customer", "subject", "description"]
"""What a form asks first: who wants what. The other properties follow in their own order."""
AT_BIRTH = FIRST + [
    prop.name
    for prop in PROPERTIES.values()
    if prop.is_set_at_birth and prop.name not in ("status", *FIRST)
]


def fields_of(names):
    """Return a form with the fields of these properties, for other forms to build on."""
    made = {name: field_of(name, **widget_of(name)) for name in names}
    return type("FieldsOfProperties", (forms.Form,), made)


def widget_of(name):
    """Return the arguments for the widget of a property, if it is not its field's usual one."""
    return {"widget": WIDGETS[name]} if name in WIDGETS else {}


class TicketAddForm(VerbForm, fields_of(AT_BIRTH), forms.ModelForm):
    """A ticket with its first holder."""

    holder_user = row_field(
        Ticket,
        "holder_user",
        User.objects.all(),
        label=gettext_lazy("Held by the person"),
        required=False,
    )
    holder_group = row_field(
        Ticket,
        "holder_group",
        Group.objects.all(),
        label=gettext_lazy("or by the group"),
        required=False,
    )
    why = why_field()

    class Meta:
        model = Ticket
        fields = []

    def clean(self):
        """A ticket has at most one holder."""
        cleaned = super().clean()
        if cleaned.get("holder_user") and cleaned.get("holder_group"):
            words = _("A ticket is held by one person or by one group, not by both. Clear one.")
            self.add_error("holder_group", words)
        return cleaned

    @property
    def holder(self):
        """Who is to hold it, or None."""
        return self.cleaned_data["holder_user"] or self.cleaned_data["holder_group"]

    def refuse(self, refusal):
        """Show an error of the holder at the one of the two fields that was filled."""
        if refusal.field == "holder":
            is_group = bool(self.cleaned_data.get("holder_group"))
            refusal.field = "holder_group" if is_group else "holder_user"
        super().refuse(refusal)

    def apply(self):
        """Create the ticket."""
        new = self.cleaned_data
        fields = {name: new[name] for name in (*AT_BIRTH, "why")}
        self.instance = Ticket.create(by=self.by, holder=self.holder, **fields)


class TicketChangeForm(SeenForm, TicketAddForm):
    """A ticket as it stands."""

    status = field_of("status")
    field_order = [
        "subject", "customer", "status", "priority", "holder_user", "holder_group", "tags",
        "channel", *AT_BIRTH, "description", "why", "stamp",
    ]  # fmt: skip

    class Meta(TicketAddForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("holder_user", "holder_group"):
            self.initial.setdefault(name, getattr(self.instance, name))
        for prop in (PROPERTIES[name] for name in (*AT_BIRTH, "status")):
            self.initial.setdefault(prop.name, prop.spelled(prop.of(self.instance)))

    @staticmethod
    def stamp_of(ticket):
        return str(ticket.version)

    def apply(self):
        """Change what differs, in one event of each kind: reopening first, status last."""
        ticket, new = self.instance, self.cleaned_data | {"holder": self.holder}
        if ticket.is_closed:
            ticket.set_status(new["status"], **self.said)
        kinds = defaultdict(dict)
        for prop in reversed(PROPERTIES.values()):
            if prop.of(ticket) != new[prop.name]:  # who left may go on holding it
                kinds[prop.kind_of(new[prop.name])][prop.name] = new[prop.name]
        for kind, values in kinds.items():
            ticket.change(kind=kind, **values, **self.said)

    @property
    def said(self):
        """What every verb takes."""
        return {"by": self.by, "why": self.cleaned_data["why"]}


class NoteAddForm(VerbForm, forms.ModelForm):
    """A new note."""

    ticket = row_field(Note, "ticket", Ticket.objects.all(), label=gettext_lazy("Ticket"))
    body = PropertyField("description", label=gettext_lazy("Text"), widget=forms.Textarea)
    visibility = forms.ChoiceField(label=gettext_lazy("Read by"), choices=Note.Visibility)

    class Meta:
        model = Note
        fields = []

    def apply(self):
        """Add the note."""
        new = self.cleaned_data
        hidden = new["visibility"] == Note.Visibility.ADMINS
        self.instance = new["ticket"].add_note(new["body"], by=self.by, for_admins=hidden)


class NoteChangeForm(SeenForm, NoteAddForm):
    """An existing note: its text, and who reads it."""

    ticket = None
    why = why_field()

    class Meta(NoteAddForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"body": self.instance.body, "visibility": self.instance.visibility}

    @staticmethod
    def stamp_of(note):
        return f"{note.edited_at} {note.visibility}"

    def apply(self):
        """Edit the note, or hide it from agents."""
        note, said = self.instance, {"by": self.by, "why": self.cleaned_data["why"]}
        note.edit(self.cleaned_data["body"], **said)
        if self.cleaned_data["visibility"] == Note.Visibility.ADMINS:
            note.hide(**said)
        elif note.is_for_admins:
            words = _("A note for admins only cannot be shown to agents afterwards.")
            raise Refusal(words, field="visibility")
