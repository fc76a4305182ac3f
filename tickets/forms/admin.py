"""The forms of tickets and notes in the Django admin, which save by the verbs."""

from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.people import why_field
from accounts.models import User
from core.admin.site import RowSelect, SeenForm, VerbForm
from core.refusals import Refusal
from customers.models import Customer
from tickets.choices import Channel, Priority, Status
from tickets.forms.fields import PropertyField, TagsField
from tickets.models import Note, Ticket


def row_field(model, name, rows, **kwargs):
    """Return a field that finds a row of another table while one types."""
    widget = RowSelect(model._meta.get_field(name), admin.site)
    return forms.ModelChoiceField(rows, widget=widget, **kwargs)


class TicketAddForm(VerbForm, forms.ModelForm):
    """A new ticket."""

    customer = row_field(Ticket, "customer", Customer.objects.all(), label=gettext_lazy("Customer"))
    subject = PropertyField("subject", label=gettext_lazy("Subject"))
    description = PropertyField(
        "description", label=gettext_lazy("Description"), widget=forms.Textarea
    )
    priority = forms.TypedChoiceField(
        label=gettext_lazy("Priority"), choices=Priority, coerce=int, initial=Priority.MEDIUM
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("Came by"), choices=Channel, initial=Channel.OTHER
    )
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
    tags = TagsField(label=gettext_lazy("Tags"), required=False)
    why = why_field()
    texts = ("subject", "description", "channel")

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
        fields = {name: new[name] for name in (*self.texts, "customer", "priority", "tags", "why")}
        self.instance = Ticket.create(by=self.by, holder=self.holder, **fields)


class TicketChangeForm(SeenForm, TicketAddForm):
    """An existing ticket."""

    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=Status)
    field_order = [
        "subject", "customer", "status", "priority", "holder_user", "holder_group", "tags",
        "channel", "description", "why", "stamp",
    ]  # fmt: skip

    class Meta(TicketAddForm.Meta):
        pass

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() - {"why", "stamp", "tags"}:
            self.initial.setdefault(name, getattr(self.instance, name))
        self.initial["tags"] = " ".join(tag.name for tag in self.instance.tags.all())

    @staticmethod
    def stamp_of(ticket):
        return str(ticket.version)

    def apply(self):
        """Call the verb of each property that differs: reopening first, closing last."""
        ticket, new, said = self.instance, self.cleaned_data, self.said
        if ticket.is_closed:
            ticket.set_status(new["status"], **said)
        ticket.edit(**{name: new[name] for name in self.texts}, **said)
        ticket.set_customer(new["customer"], **said)
        ticket.set_priority(new["priority"], **said)
        ticket.set_tags(new["tags"], **said)
        ticket.assign(self.holder, **said) if self.moves else None
        ticket.set_status(new["status"], **said)

    @property
    def moves(self):
        """Whether the holder changes; a deactivated holder may stay."""
        return self.holder != self.instance.holder

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
