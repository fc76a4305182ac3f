"""The small parts of a ticket's page."""

from django import template
from django.utils.html import format_html

from accounts.templatetags.ui import icon
from tickets.timeline.origin import machine_in_words

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
def delivery(message):
    """How far a mail of ours has come: an icon and a word."""
    kind, name = DELIVERIES[message.delivery]
    return format_html(
        '<span class="delivery{}">{}{}</span>',
        f" delivery--{kind}" if kind else "",
        icon(name),
        message.get_delivery_display(),
    )


DELIVERIES = {
    "QUEUED": ("", "clock"),
    "SENDING": ("", "send"),
    "SENT": ("ok", "check-check"),
    "FAILED": ("failed", "circle-alert"),
    "BOUNCED": ("failed", "circle-alert"),
}
