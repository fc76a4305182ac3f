"""The small parts of a ticket's page."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.templatetags.ui import icon
from tickets.ticket.timeline.origin import machine_in_words

register = template.Library()

SIZES = ((1_000_000, "%.1f MB", 1e6), (1_000, "%.0f kB", 1e3))


@register.filter
def size(count):
    """A number of bytes as people say it: "84 kB", "1.2 MB"."""
    for least, words, unit in SIZES:
        if count >= least:
            return words % (count / unit)
    return f"{count} B"


@register.filter
def first_error(form):
    """What is wrong with a small form, in one sentence."""
    return next((errors[0] for errors in form.errors.values()), "")


@register.simple_tag
def thread_answer(page, thread):
    """The answer to this thread that was sent and refused, or None."""
    answer = page.refused.get("answer")
    return answer if answer and answer.data.get("team_thread") == str(thread.pk) else None


@register.filter
def machine(kind):
    """What kind of machine wrote a mail, in words: `{{ message.auto|machine }}`."""
    return machine_in_words(kind)


@register.simple_tag
def place_in(way, ticket):
    """Where a ticket stands in the list one came from."""
    return way.place_of(ticket)


@register.simple_tag
def may_take_back(message, user):
    """Whether `user` is offered to stop this mail."""
    return message.may_be_taken_back_by(user)


@register.simple_tag
def delivery(message):
    """How far a mail of ours has come: an icon and a few words."""
    kind, name = DELIVERIES[message.delivery]
    return format_html(
        '<span class="delivery{}">{}<span>{}</span></span>',
        f" delivery--{kind}" if kind else "",
        icon(name),
        delivery_words(message),
    )


def delivery_words(message):
    """Return the state of a mail, where something went wrong with the server's words."""
    said = message.dispatch.error.rstrip(". ") if hasattr(message, "dispatch") else ""
    if message.seconds_left:
        words = ngettext("Goes out in %d second", "Goes out in %d seconds", message.seconds_left)
        return words % message.seconds_left
    if message.is_tried_again_later:
        return _("Not taken yet, tried again later: %s") % said
    if message.delivery == "FAILED":
        return _("Not delivered: %s") % said
    if message.delivery == "BOUNCED":
        return _("Came back: %s") % said
    if message.delivery == "WITHDRAWN":
        return _("Stopped, not sent")
    return message.get_delivery_display()


DELIVERIES = {
    "QUEUED": ("", "clock"),
    "SENDING": ("", "send"),
    "SENT": ("ok", "check-check"),
    "FAILED": ("failed", "circle-alert"),
    "BOUNCED": ("failed", "circle-alert"),
    "WITHDRAWN": ("", "undo-2"),
}
