"""The mark by which a form's texts survive the end of a session."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core import unsent_forms

register = template.Library()


@register.simple_tag(takes_context=True)
def unsent_mark(context: Context) -> SafeString:
    """The hidden field for a form whose texts must come back after signing in again."""
    value = unsent_forms.mark(context["request"])
    return format_html('<input type="hidden" name="{}" value="{}">', unsent_forms.FIELD, value)
