"""The form of the composer, with all its modes, and the forms that edit and hide a note."""

import re

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import SaysRefusals
from core.refusals import Refusal
from core.text import key_of
from customers.models import EmailAddress
from tickets.choices import Status
from tickets.forms.fields import NonceField
from tickets.forms.files import StagesFiles
from tickets.models import Message, Recipient
from tickets.models.recipients import clean_recipients
from tickets.models.refusals import NewAddress
from tickets.ticket.modes import MODES

ADDRESS = re.compile(r"""(?:"[^"]*"|[^,;\n])++""")
"""Up to the next comma, semicolon or line that stands in no quotes; a lone quote is a letter. It
never goes back: every character is looked at once or twice, whatever was typed."""
ADDRESSES_MAX = 20_000  # more than fifty addresses with long names


class AddressesField(forms.CharField):
    """Addresses, apart by commas or semicolons; `clean` returns them as a list of texts."""

    def __init__(self, **kwargs):
        words = gettext_lazy("These are too many addresses for one mail.")
        super().__init__(max_length=ADDRESSES_MAX, error_messages={"max_length": words}, **kwargs)

    def clean(self, value):
        return [text.strip() for text in ADDRESS.findall(super().clean(value)) if text.strip()]


class AnyField(forms.Field):
    """Any number of texts; `clean` returns them as a list."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        return list(value or ())


class ComposerForm(SaysRefusals, StagesFiles):
    """Writes on `ticket` as `mode` says, one of `MODES`.

    `after` is the newest event that the writer saw; an email is stopped if something newer arrived.
    `sure` are new addresses that were asked about. `then` is the status to set with an email.
    `instead` is the email that it replaces, `kept` are files of that one.
    """

    mode = forms.ChoiceField(choices=[(mode.value, mode.label) for mode in MODES.values()])
    body = forms.CharField(label=gettext_lazy("Text"), required=False, strip=False)
    to = AddressesField(label=gettext_lazy("To"), required=False)
    cc = AddressesField(label=gettext_lazy("Cc"), required=False)
    subject = forms.CharField(label=gettext_lazy("Subject"), required=False)
    topic = forms.CharField(label=gettext_lazy("Subject"), required=False)
    answered = forms.BooleanField(required=False)
    sure = AddressesField(required=False)
    thread = forms.IntegerField(required=False, widget=forms.HiddenInput)
    team_thread = forms.IntegerField(required=False)
    then = forms.ChoiceField(
        required=False, choices=[("", ""), *((s.value, s.label) for s in Status)]
    )
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)
    instead = forms.CharField(required=False, widget=forms.HiddenInput)
    kept = AnyField(required=False)
    nonce = NonceField()

    def __init__(self, *args, ticket, **kwargs):
        super().__init__(*args, **kwargs)
        self.ticket = ticket

    @transaction.atomic
    def save(self, *, by):
        """Write it; return (what was written, the event of the status that was set or None)."""
        data, mode = self.cleaned_data, MODES[self.cleaned_data["mode"]]
        said = {"by": by, "uploads": self.staged, "nonce": data["nonce"]}
        written = mode.write(self, data, said)
        status = data["then"] if mode.sets_status else ""
        return written, self.ticket.set_status(status, by=by) if status else None

    def replaced(self):
        """Return the email that this one replaces, or None, and which of its files go along.

        Raises `Refusal` if that one went out.
        """
        data = self.cleaned_data
        if not data["instead"]:
            return None, ()
        instead = Message.of_ours(self.ticket, data["instead"])
        if instead is None:
            raise Refusal(_("The email that this one was to replace has gone out meanwhile."))
        wanted = set(data["kept"])
        return instead, [file for file in instead.attachments.all() if str(file.pk) in wanted]

    def ask_about_new_addresses(self):
        """Raise `NewAddress` for addresses that are neither known here nor confirmed in `sure`.

        A typing mistake would send our words to a stranger.
        """
        data = self.cleaned_data
        recipients, sure = clean_recipients(data["to"], data["cc"]), data["sure"]
        wanted = {key_of(row["address"]): row["address"] for row in recipients}
        known = set(EmailAddress.objects.filter(key__in=wanted).values_list("key", flat=True))
        written = Recipient.objects.filter(message__thread__ticket=self.ticket)
        known.update(key_of(address) for address in written.values_list("address", flat=True))
        new = [wanted[key] for key in wanted if key not in known.union(map(key_of, sure))]
        if new:
            words = _("Nobody here has written to %s yet.") % ", ".join(new)
            raise NewAddress(words, new)

    def chosen_thread(self, field, kind):
        """Return the thread that was chosen, or None for a new one. Raises `Refusal`."""
        pk = self.cleaned_data[field]
        if pk is None:
            return None
        found = self.ticket.threads.filter(kind=kind, pk=pk).first()
        if found is None:
            raise Refusal(_("This thread does not belong here."), field=field)
        return found


class NoteForm(SaysRefusals, forms.Form):
    """Edits the text of `note`; `seen` is the text that its editor started from."""

    body = forms.CharField(label=gettext_lazy("Note"), required=False, strip=False)
    seen = forms.CharField(required=False, strip=False)

    def __init__(self, *args, note, **kwargs):
        super().__init__(*args, **kwargs)
        self.note = note

    def save(self, *, by):
        """Replace the text; return the event, or None if nothing changed. Raises `Refusal`."""
        seen = self.cleaned_data["seen"] if "seen" in self.data else None
        return self.note.edit(self.cleaned_data["body"], by=by, seen=seen)

    @property
    def shown(self):
        """The text to go on with: what was typed, or what stands there."""
        return self.data.get("body", "") if self.is_bound else self.note.body


class HideForm(SaysRefusals, forms.Form):
    """Turns `note` into one for admins only."""

    why = forms.CharField(required=False)

    def __init__(self, *args, note, **kwargs):
        super().__init__(*args, **kwargs)
        self.note = note

    def save(self, *, by):
        """Hide it; return the event, or None if it was hidden already. Raises `Refusal`."""
        return self.note.hide(by=by, why=self.cleaned_data["why"])
