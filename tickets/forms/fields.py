"""Fields that more than one form of tickets has: they clean as the ticket's properties do."""

from uuid import uuid4

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.holders import holder_key
from core.refusals import Refusal
from customers.models import Customer
from tickets.forms.files import as_uuid
from tickets.properties import PROPERTIES
from tickets.properties.base import GIVEN
from tickets.properties.tags import clean_tag


def cleaned_as(name, value):
    """Return `value` as the property `name` stores it. Raises ValidationError with its words."""
    try:
        return PROPERTIES[name].clean(value)
    except Refusal as refusal:
        raise ValidationError(refusal.words) from None


class PropertyField(forms.CharField):
    """A text that becomes the property `name` of a ticket, which knows what fits."""

    def __init__(self, name, **kwargs):
        super().__init__(**{"required": False, "strip": False, **kwargs})
        self.property = name

    def clean(self, value):
        return cleaned_as(self.property, super().clean(value))


class TagsField(forms.CharField):
    """Tags, separated by spaces or commas; `clean` returns them as a list of names."""

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, **kwargs})

    def clean(self, value):
        words = PROPERTIES["tags"].read(super().clean(value))
        try:
            return [name for name in map(clean_tag, words) if name]
        except Refusal as refusal:
            raise ValidationError(refusal.words) from None


class CustomerField(forms.ModelChoiceField):
    """One of all customers."""

    def __init__(self, **kwargs):
        super().__init__(Customer.objects.all(), **kwargs)


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
            return PROPERTIES["holder"].clean(PROPERTIES["holder"].read(value))
        except Refusal as refusal:
            raise ValidationError(refusal.words) from None


class NonceField(forms.Field):
    """The key of one form, used once: sent twice it makes one thing. Rubbish counts as none."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "initial": uuid4, **kwargs})

    def clean(self, value):
        return as_uuid(value)


class PropertyChoiceField(forms.ChoiceField):
    """One of the choices of the property `prop`, which says what is wrong with another value.

    `instead` is what nothing means where the field is not required.
    """

    def __init__(self, prop, *, instead="", **kwargs):
        super().__init__(choices=prop.choices.choices, **kwargs)
        self.property, self.instead = prop, instead

    def clean(self, value):
        text = self.to_python(value)
        forms.Field.validate(self, text)
        return cleaned_as(self.property.name, self.property.read(text)) if text else self.instead


FIELDS = {
    "text": lambda prop, **kwargs: PropertyField(prop.name, **kwargs),
    "choice": PropertyChoiceField,
    "holder": lambda _prop, **kwargs: HolderField(**kwargs),
    "customer": lambda _prop, **kwargs: CustomerField(**kwargs),
    "tags": lambda _prop, **kwargs: TagsField(**kwargs),
}
"""How a field is made, by what a property calls its `form_field`."""


def field_of(name, **kwargs):
    """Return a form's field for the property `name`; `kwargs` are of Django's field."""
    prop = PROPERTIES[name]
    return FIELDS[prop.form_field](prop, **{"label": prop.label, **kwargs})


def field_of_new(name):
    """Return a field for the property `name` of a new ticket, which begins with its `initial`.

    Nothing means the same: whoever makes a ticket need not know every property.
    """
    prop = PROPERTIES[name]
    if prop.form_field != "choice" or prop.initial is GIVEN:
        return field_of(name)
    first = prop.clean(prop.initial)
    return field_of(name, initial=prop.spelled(first), required=False, instead=first)
