"""Forms of one's own page."""

import zoneinfo

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.errors import Refusal
from accounts.models import User


def zones():
    """Return the time zones to choose from: the places, not the abbreviations of old systems."""
    names = sorted(name for name in zoneinfo.available_timezones() if "/" in name)
    return [("UTC", "UTC")] + [
        (name, name.replace("_", " "))
        for name in names
        if not name.startswith(("Etc/", "SystemV/"))
    ]


class ProfileForm(forms.ModelForm):
    """Name, time zone and how the screens look."""

    class Meta:
        model = User
        fields = ["name", "time_zone", "theme", "density", "single_keys"]
        widgets = {"theme": forms.RadioSelect, "density": forms.RadioSelect}
        help_texts = {
            "single_keys": _("Off, only keys together with Ctrl or ⌘ do something."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.instance.time_zone
        choices = zones()
        if own not in dict(choices):
            choices.insert(0, (own, own))
        self.fields["time_zone"] = forms.ChoiceField(label=_("Time zone"), choices=choices)
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def save(self, *, by):
        """Change the profile; return False and keep the words as an error if it is refused."""
        person = User.objects.get(pk=self.instance.pk)
        try:
            person.edit_profile(by=by, **self.cleaned_data)
        except Refusal as refusal:
            self.add_error(refusal.field or None, refusal.words)
            return False
        return True


class PhotoForm(forms.Form):
    """A picture to upload."""

    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("JPEG, PNG, WebP or GIF up to 8 MB; the middle square is kept."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )

    def save(self, person, *, by):
        """Store the photo; return False and keep the words as an error if it is refused."""
        try:
            person.set_photo(self.cleaned_data["photo"], by=by)
        except Refusal as refusal:
            self.add_error("photo", refusal.words)
            return False
        return True


class ThemeForm(forms.Form):
    """The switch between light and dark."""

    theme = forms.ChoiceField(choices=User.Theme)
