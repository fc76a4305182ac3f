"""Fields that more than one form of tickets has: they clean as the ticket's properties do."""

from uuid import uuid4

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.holders import holder_from, holder_key
from core.refusals import Refusal
from tickets.forms.files import as_uuid
from tickets.models.properties import PROPERTIES
from tickets.models.tag import clean_tag


def cleaned_as(name, value):
    """Return `value` as the property `name` stores it. Raises ValidationError with its words."""
    try:
        return PROPERTIES[name].clean(value)
    except Refusal as refusal:
        raise ValidationError(refusal.words) from None


class PropertyField(forms.CharField):
    """A text that becomes a property of a ticket, which knows what fits."""

    def __init__(self, name, **kwargs):
        super().__init__(**{"required": False, "strip": False, **kwargs})
        self.property = name

    def clean(self, value):
        return cleaned_as(self.property, super().clean(value))


class TagsField(forms.CharField):
    """Tags, apart by blanks or commas; `clean` returns them as a list of names."""

    def clean(self, value):
        words = super().clean(value).replace(",", " ").split()
        try:
            return [name for name in map(clean_tag, words) if name]
        except Refusal as refusal:
            raise ValidationError(refusal.words) from None


class HolderField(forms.ChoiceField):
    """Who has it: "user:3", "group:2" or "" for nobody; `clean` returns the row or None."""

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "label": _("Holder"), **kwargs})

    def offer(self, user):
        """List everybody whom `user` can give a ticket to: nobody, oneself, groups, people."""
        others = get_user_model().objects.active().exclude(pk=user.pk)
        self.choices = [
            ("", _("Unassigned, all agents see it")),
            (holder_key(user), _("Me")),
            (_("Groups"), [(holder_key(g), g.name) for g in Group.objects.order_by("name")]),
            (_("People"), [(holder_key(person), person.name) for person in others]),
        ]

    def read(self, value):
        """Return what `value` stands for, or None where it stands for nothing."""
        try:
            return self.clean(value)
        except ValidationError:
            return None

    def clean(self, value):
        if not value:
            return None
        try:
            return PROPERTIES["holder"].clean(holder_from(value))
        except Refusal as refusal:
            raise ValidationError(refusal.words) from None


class NonceField(forms.Field):
    """The key of one form, used once: sent twice it makes one thing. Rubbish counts as none."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "initial": uuid4, **kwargs})

    def clean(self, value):
        return as_uuid(value)
