"""The form with which one answers an email of ours as the customer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mail.development.answering import answer_to
from mail.incoming.receiving import receive


class CustomerAnswerForm(forms.Form):
    """An answer to the parsed `mail`, by whoever `sender` is."""

    sender = forms.EmailField(label=_("From"), max_length=254)
    text = forms.CharField(
        label=_("Text"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )

    def __init__(self, *args, parsed, **kwargs):
        super().__init__(*args, **kwargs)
        self.parsed = parsed
        self.fields["sender"].initial = parsed.to[0].address if parsed.to else ""

    def send(self):
        """Let the answer come in as if a mail server brought it; return its IncomingEmail."""
        data = self.cleaned_data
        raw = answer_to(self.parsed, sender=data["sender"], text=data["text"])
        parsed = receive(raw, source="UPLOAD")
        parsed.refresh_from_db()
        return parsed
