"""What a browser needs to know to use a passkey."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value):
    """A value as JSON for a data attribute; the template escapes it as any other text."""
    return json.dumps(value, cls=DjangoJSONEncoder)
