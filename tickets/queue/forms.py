"""What the queue is asked besides its query line."""

from django import forms

from tickets.queue.menus import TYPED
from tickets.search import parse


class PickForm(forms.Form):
    """What was typed into the field of a menu, to be put into the line `q`."""

    q = forms.CharField(required=False)
    key = forms.ChoiceField(choices=[(key, key) for key in TYPED])
    value = forms.CharField()

    @property
    def line(self):
        """The line with the value in it."""
        typed = self.cleaned_data
        return parse(typed["q"]).with_(typed["key"], " ".join(typed["value"].split()))


class SuggestForm(forms.Form):
    """A line and the place of the cursor in it, or the key of a menu and what was typed there."""

    q = forms.CharField(required=False, strip=False)
    at = forms.IntegerField(required=False)
    key = forms.ChoiceField(choices=[("", ""), *((key, key) for key in TYPED)], required=False)
    value = forms.CharField(required=False)
