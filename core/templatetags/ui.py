"""The small parts every screen is made of: icons, faces, times, form fields.

They are tags and not includes where a list shows hundreds of them: a tag costs a function call.
"""

from datetime import datetime
from typing import Any

from django import forms, template
from django.contrib.auth.models import Group
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60

KINDS = {
    forms.CheckboxInput: "check",
    forms.RadioSelect: "choices",
    forms.CheckboxSelectMultiple: "choices",
    forms.Select: "select",
    forms.Textarea: "area",
    forms.FileInput: "file",
}


@register.simple_tag
def icon(name: str, kind: str = "", label: str = "") -> SafeString:
    """One icon of the sprite; `kind` is a class more, `label` gives it words for those who hear it.

    Without a label it is decoration: words must stand beside it or on its button.
    """
    heard = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon{}" {}><use href="{}#i-{}"/></svg>',
        f" {kind}" if kind else "",
        mark_safe(heard),
        static("img/icons.svg"),
        name,
    )


def initials(name: str) -> str:
    """Up to two letters for a face without a picture: "Sarah Chen" is SC, "Alex" is AL."""
    words = name.split()
    letters = words[0][0] + words[-1][0] if len(words) > 1 else name.strip()[:2]
    return letters.upper()


@register.simple_tag
def avatar(person: Any, size: str = "") -> SafeString:
    """The round face of a user or customer, the square one of a group, the empty one of nobody.

    `size` is "", "md" or "lg". It says nothing to a screen reader: the name stands beside it.
    """
    classes = f"avatar avatar--{size}" if size else "avatar"
    if not person:
        return format_html('<span class="{} avatar--none" aria-hidden="true"></span>', classes)
    if isinstance(person, Group):
        return format_html(
            '<span class="{} avatar--group" aria-hidden="true">{}</span>', classes, icon("users")
        )
    if hasattr(person, "is_admin"):
        classes += " avatar--team"
    if url := getattr(person, "photo_url", ""):
        return format_html('<img class="{}" src="{}" alt="" loading="lazy">', classes, url)
    letters = getattr(person, "initials", "") or initials(person.name)
    return format_html('<span class="{}" aria-hidden="true">{}</span>', classes, letters)


@register.simple_tag(name="person")
def face_and_name(who: Any) -> SafeString:
    """Face and name of a holder, author or customer: a user, a group, a customer or None."""
    if not who:
        return format_html(
            '<span class="person person--none">{}{}</span>', avatar(None), _("Unassigned")
        )
    gone = ""
    if not getattr(who, "is_active", True):
        gone = format_html(' <span class="person__gone">{}</span>', _("has left"))
    return format_html(
        '<span class="person">{}<span class="truncate" dir="auto">{}</span>{}</span>',
        avatar(who),
        who.name,
        gone,
    )


def in_full(moment: datetime) -> str:
    """A moment in words, for the title of a shorter one: "Monday 2 November 2026, 10:50"."""
    return date_format(moment, "l j F Y, H:i")


def time_element(moment: datetime, words: str, kind: str) -> SafeString:
    """A <time> that shows `words` and tells the whole date on hover."""
    return format_html(
        '<time{} datetime="{}" title="{}">{}</time>',
        format_html(' class="{}"', kind) if kind else "",
        moment.isoformat(timespec="minutes"),
        in_full(moment),
        words,
    )


def day_unless_today(moment: datetime) -> str:
    """The day of a moment in the reader's zone: "31 Oct" or "31 Oct 2025", today nothing."""
    now = timezone.localtime()
    if moment.date() == now.date():
        return ""
    return date_format(moment, "j M" if moment.year == now.year else "j M Y")


@register.simple_tag
def when(moment: datetime | None, kind: str = "") -> str:
    """When something last happened, for a list: "10:30" today, else "31 Oct" or "31 Oct 2025"."""
    if not moment:
        return ""
    moment = timezone.localtime(moment)
    return time_element(moment, day_unless_today(moment) or date_format(moment, "H:i"), kind)


@register.simple_tag(name="at")
def recorded_at(moment: datetime | None, kind: str = "") -> str:
    """When something happened, for a record: "10:30" today, else "31 Oct, 10:30"."""
    if not moment:
        return ""
    moment = timezone.localtime(moment)
    words = ", ".join(filter(None, [day_unless_today(moment), date_format(moment, "H:i")]))
    return time_element(moment, words, kind)


def length_of_time(seconds: int) -> str:
    """A length of time in its largest unit: "28 min", "3 h", "2 d"."""
    if seconds < HOUR:
        return _("%d min") % max(seconds // MINUTE, 0)
    if seconds < DAY:
        return _("%d h") % (seconds // HOUR)
    return _("%d d") % (seconds // DAY)


@register.simple_tag
def ago(moment: datetime | None, kind: str = "") -> str:
    """How long ago something happened: "28 min", "3 h", "2 d"."""
    if not moment:
        return ""
    seconds = int((timezone.now() - moment).total_seconds())
    return time_element(timezone.localtime(moment), length_of_time(seconds), kind)


@register.filter("kind")
def kind_of_control(field: BoundField) -> str:
    """What sort of control a bound field is: line, area, select, check, choices or file."""
    widget = field.field.widget
    return next((word for cls, word in KINDS.items() if isinstance(widget, cls)), "line")


@register.filter
def control(field: BoundField) -> SafeString:
    """The control of a bound field with our class on it, whatever the form says about it."""
    look = {"check": "", "choices": "", "area": "input input--area"}.get(
        kind_of_control(field), "input"
    )
    own = field.field.widget.attrs.get("class", "")
    classes = f"{look} {own}".strip()
    return field.as_widget(attrs={"class": classes} if classes else {})
