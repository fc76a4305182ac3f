"""What the trail is filtered by."""

from datetime import datetime, time, timedelta
from urllib.parse import urlencode

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.trail.page import Trail
from tickets.trail.sources import kinds


class PersonField(forms.ModelChoiceField):
    """A person, active or deactivated."""

    def label_from_instance(self, person):
        """Return the name, and that they have left."""
        return str(person) if person.is_active else _("%s (has left)") % person


class Day(forms.DateInput):
    """A day, in the browser's date picker."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class TrailForm(forms.Form):
    """The filter of the trail; all fields are optional."""

    person = PersonField(
        label=gettext_lazy("Person"),
        queryset=get_user_model().objects.order_by("name", "id"),
        required=False,
        empty_label=gettext_lazy("Everybody"),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What"),
        choices=lambda: [("", gettext_lazy("Everything")), *kinds()],
        required=False,
    )
    ticket = forms.RegexField(
        r"^#?\d{1,18}$",
        label=gettext_lazy("Ticket"),
        required=False,
        error_messages={"invalid": gettext_lazy("This is not a ticket number.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "#"}),
    )
    since = forms.DateField(label=gettext_lazy("From"), required=False, widget=Day)
    until = forms.DateField(label=gettext_lazy("To"), required=False, widget=Day)

    def clean_ticket(self):
        """Return the number, or None."""
        typed = self.cleaned_data["ticket"].removeprefix("#")
        return int(typed) if typed else None

    def trail(self, user, after=""):
        """Return the `Trail` that was asked for; days begin and end in the reader's time zone."""
        asked = dict(self.cleaned_data)
        since, until = asked.pop("since"), asked.pop("until")
        ends = {"since": since, "until": until and until + timedelta(days=1)}
        moments = {name: day and midnight(day) for name, day in ends.items()}
        return Trail(user, **asked, **moments, after=after)

    @property
    def asked(self):
        """What was asked, as [(field, value, value in words)], without what was left out."""
        given = [(self[name], self[name].value()) for name, v in self.cleaned_data.items() if v]
        return [(field, value, value_in_words(field, value)) for field, value in given]

    @property
    def in_words(self):
        """What was asked, for the trail of exports."""
        asked = "; ".join(f"{field.label}: {words}" for field, _value, words in self.asked)
        return asked or _("the whole trail")

    def address(self, **more):
        """Return the query string of what was asked, with `more`."""
        return urlencode({field.name: value for field, value, _words in self.asked} | more)


def midnight(day):
    """Return the moment at which a day begins in the reader's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def value_in_words(field, value):
    """Return a value of the filter in words."""
    if field.name == "person":
        return str(field.form.cleaned_data["person"])
    if field.name == "kind":
        return next(
            str(words) for _group, named in kinds() for kind, words in named if kind == value
        )
    return str(value)
