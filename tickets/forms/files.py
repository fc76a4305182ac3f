"""Files sent with a form: stored at once, so that they survive when the form is refused."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from core.refusals import Refusal
from tickets.models import Upload


class FilesInput(forms.FileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; `clean` returns them as a list. `Upload` checks each of them."""

    widget = FilesInput

    def clean(self, data, initial=None):
        return [file for file in data or [] if file]


class TokensField(forms.Field):
    """The tokens of files stored before; `clean` returns those that are well-formed."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        return [token for text in value or [] if (token := as_uuid(text))]


def as_uuid(text):
    """Return the UUID of a text, or None."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


class StagesFiles(forms.Form):
    """A form with `files` and, from an earlier attempt, the tokens of `uploads`; takes `by=`.

    After validation `staged` holds the uploads that would be attached, whether or not the rest of
    the form is right: the template writes their tokens into the form again. A file that is refused
    is named in the errors of `files`; the others stay.
    """

    files = FilesField(label=_("Files"), required=False)
    uploads = TokensField(required=False)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.staged = by, []

    def clean(self):
        cleaned = super().clean()
        self.staged = self._staged_before(self.cleaned_data.get("uploads", []))
        for file in self.cleaned_data.get("files", []):
            try:
                self.staged.append(Upload.stage(file, owner=self.by))
            except Refusal as refusal:
                self.add_error("files", refusal.words)
        return cleaned

    def _staged_before(self, tokens):
        """Return the uploads of an earlier attempt; missing ones are an error of the field."""
        found = list(Upload.objects.filter(owner=self.by, token__in=tokens)) if tokens else []
        if len(found) < len(set(tokens)):
            self.add_error("files", _("A file is no longer kept here. Please choose it again."))
        return found
