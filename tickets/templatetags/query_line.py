"""Links to lists of tickets."""

from django import template
from django.urls import reverse

from tickets.search import Query

register = template.Library()


@register.simple_tag
def queue_of(key, value):
    """Return the address of the queue whose line is this key with this value, a text or a row."""
    text = value if isinstance(value, str) else f"#{value.pk}"
    return f"{reverse('queue')}?{Query().with_(key, text).address()}"
