"""Status, priority and waiting as people see them: a shape, a word, and only then a colour."""

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.templatetags.ui import DAY, icon, length_of_time
from tickets.choices import Priority
from tickets.properties import PROPERTIES

register = template.Library()

LONG_WAIT = 2 * DAY


@register.simple_tag
def status(value, words):
    """A status with its icon: `{% status ticket.status ticket.get_status_display %}`."""
    kind = str(value).lower().replace("_", "-")
    return format_html(
        '<span class="status status--{}">{}{}</span>',
        kind,
        icon(PROPERTIES["status"].icons[value]),
        words,
    )


@register.simple_tag
def status_mark(value, words):
    """A status as its icon alone, in a narrow list; the word is only heard."""
    kind = str(value).lower().replace("_", "-")
    return format_html(
        '<span class="status status--{}" title="{}">{}<span class="vh">{}</span></span>',
        kind,
        words,
        icon(PROPERTIES["status"].icons[value]),
        words,
    )


@register.simple_tag
def priority(value, words, quiet=False):
    """A priority with its bars; `quiet` shows only the word HIGH, the others are just heard."""
    name = Priority(value).name.lower()
    shown = format_html('<span class="vh">{}</span>', words) if quiet and value < 3 else words
    return format_html(
        '<span class="priority priority--{}" title="{}">{}{}</span>',
        name,
        _("Priority: %s") % words,
        icon(PROPERTIES["priority"].icons[name.upper()]),
        shown,
    )


MARKS = {"status": status, "priority": priority}
"""How the values of a property are shown, where they have a shape."""


@register.simple_tag
def value_mark(prop, value, words):
    """A value of a property: `{% value_mark form.property value words %}`."""
    return MARKS[prop.name](value, words) if prop.name in MARKS else words


@register.simple_tag
def waits(since):
    """How long the customer has been waiting for an answer, or words to hear that nobody waits."""
    if not since:
        return format_html('<span class="vh">{}</span>', _("Customer does not wait"))
    seconds = int((timezone.now() - since).total_seconds())
    long = seconds >= LONG_WAIT
    return format_html(
        '<span class="waits{}" title="{}">{}{}</span>',
        " waits--long" if long else "",
        _("The customer has been waiting for %s") % length_of_time(seconds),
        icon("hourglass", "icon--sm") if long else "",
        length_of_time(seconds),
    )
