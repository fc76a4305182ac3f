"""Forms of one's own page."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from accounts import zones
from accounts.models import User
from core.forms import SaysRefusals


class ZoneSelect(forms.Select):
    """A choice among some five hundred zones, without rendering as many templates."""

    def render(self, name, value, attrs=None, renderer=None):
        """Return the <select> with the present zone chosen."""
        chosen = {value: mark_safe(" selected")}
        rows = ((zone, chosen.get(zone, ""), words) for zone, words in self.choices)
        options = format_html_join("", '<option value="{}"{}>{}</option>', rows)
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", attributes, options)


class ProfileForm(SaysRefusals, forms.ModelForm):
    """Name, signature, time zone and how the screens look."""

    class Meta:
        model = User
        fields = ["name", "signature", "time_zone", "theme", "density", "single_keys"]
        widgets = {
            "signature": forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
            "theme": forms.RadioSelect,
            "density": forms.RadioSelect,
        }
        help_texts = {
            "signature": _("Added below each email that you write from now on."),
            "single_keys": _("When this is off, only keys with Ctrl or ⌘ work."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.instance.time_zone
        choices = zones.choices()
        if own not in dict(choices):
            choices = [(own, own), *choices]
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"), choices=choices, widget=ZoneSelect
        )
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def save(self, *, by):
        """Change the profile; a refusal becomes an error, so ask `is_valid()` afterwards."""
        person = User.objects.get(pk=self.instance.pk)
        with self.refusals():
            person.edit_profile(by=by, **self.cleaned_data)


class PhotoForm(SaysRefusals, forms.Form):
    """A picture to upload."""

    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("JPEG, PNG, WebP or GIF up to 8 MB, cropped to a square."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )

    def save(self, person, *, by):
        """Store the photo; a refusal becomes an error, so ask `is_valid()` afterwards."""
        with self.refusals():
            person.set_photo(self.cleaned_data["photo"], by=by)


class ThemeForm(forms.Form):
    """The switch between light and dark."""

    theme = forms.ChoiceField(choices=User.Theme)
