"""Who can hold a ticket, as text: in forms, in addresses and on the trail."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from accounts.models import User
from core.refusals import Refusal
from core.text import number_of

KINDS = {"user": User, "group": Group}


def holder_key(holder):
    """Return "user:3" or "group:1" for a person or a group, "" for nobody."""
    return f"{holder._meta.model_name}:{holder.pk}" if holder else ""


def holder_from(text):
    """Return the User or Group that "user:3" or "group:1" names, None for "" or None.

    Raises `Refusal` for anything else.
    """
    if not text:
        return None
    kind, _colon, digits = text.partition(":")
    number, model = number_of(digits), KINDS.get(kind)
    holder = model.objects.filter(pk=number).first() if model and number is not None else None
    if holder is None:
        raise Refusal(_("There is no such person or group."), field="holder")
    return holder
