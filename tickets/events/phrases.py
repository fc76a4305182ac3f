"""Events in words: "took it", "set priority Medium, was High". Who did it stands before them."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.holders import holder_key
from tickets.choices import Channel, Priority, Status
from tickets.templatetags.marks import STATUS_ICONS

CHOICES = {"status": Status, "priority": Priority, "channel": Channel}
ICONS = {
    "created": "circle",
    "taken": "user",
    "assigned": "user-plus",
    "released": "user-minus",
    "tagged": "tag",
    "customer_changed": "user",
    "edited": "pencil",
    "undone": "undo-2",
    "attached": "paperclip",
    "downloaded": "download",
    "note_edited": "pencil",
    "note_hidden": "shield",
    "noted": "sticky-note",
    "posted": "messages-square",
    "email_written": "mail",
    "email_received": "mail",
    "call_recorded": "phone-incoming",
    "email_sent": "check-check",
    "email_failed": "circle-alert",
    "email_bounced": "circle-alert",
    "email_retried": "refresh-cw",
    "email_send_undone": "undo-2",
}

KINDS = {
    "created": gettext_lazy("Made a ticket"),
    "taken": gettext_lazy("Took it"),
    "assigned": gettext_lazy("Gave it to somebody"),
    "released": gettext_lazy("Put it back"),
    "status_changed": gettext_lazy("Set the status"),
    "priority_changed": gettext_lazy("Set the priority"),
    "tagged": gettext_lazy("Changed the tags"),
    "customer_changed": gettext_lazy("Changed the customer"),
    "edited": gettext_lazy("Changed a text"),
    "undone": gettext_lazy("Took a change back"),
    "noted": gettext_lazy("Wrote a note"),
    "note_edited": gettext_lazy("Edited a note"),
    "note_hidden": gettext_lazy("Hid a note from agents"),
    "posted": gettext_lazy("Wrote to the team"),
    "email_written": gettext_lazy("Wrote a mail"),
    "email_received": gettext_lazy("A mail came in"),
    "call_recorded": gettext_lazy("Wrote down a call"),
    "email_sent": gettext_lazy("A mail went out"),
    "email_failed": gettext_lazy("A mail could not be sent"),
    "email_bounced": gettext_lazy("A mail came back"),
    "email_retried": gettext_lazy("Sent a mail again"),
    "email_send_undone": gettext_lazy("Took a mail back"),
    "attached": gettext_lazy("Added a file"),
    "downloaded": gettext_lazy("Downloaded a file"),
}
"""The words of each kind, for whoever looks for it in the whole trail."""
BY_SERVER = ("email_sent", "email_failed", "email_bounced")
LINK = (
    '<a class="link" href="{0}" hx-get="{0}" hx-target="#dialog-body" hx-swap="innerHTML">{1}</a>'
)


def icon_of(event):
    """Return the name of the icon that stands before an event."""
    new = event.changes.get("status", {}).get("new")
    if event.kind == "status_changed" and new in STATUS_ICONS:
        return STATUS_ICONS[new]
    new = event.changes.get("priority", {}).get("new")
    if event.kind == "priority_changed" and new:
        return f"priority-{new.lower()}"
    return ICONS.get(event.kind, "circle-dot")


def phrase_of(event):
    """Return what an event says, as safe HTML that follows the name of who did it."""
    say = PHRASES.get(event.kind)
    return say(event) if say else changes_in_words(event)


def actor_of(event):
    """Return who did it, in words: a mail server acts without anybody's hand."""
    if event.by_id is None and event.kind in BY_SERVER:
        return _("The mail server")
    return str(event.by or _("Somebody"))


def word(field, value):
    """Return a value that the trail keeps as people see it: "IN_PROGRESS" is "In progress"."""
    if value is None:
        return _("nobody") if field == "holder" else _("nothing")
    if isinstance(value, list):
        return ", ".join(value) or _("none")
    choices = CHOICES.get(field)
    return str(choices[value].label) if choices and value in choices.__members__ else str(value)


def two(event, field):
    """Return (old, new) of a changed field in words."""
    change = event.changes.get(field, {})
    return word(field, change.get("old")), word(field, change.get("new"))


def _created(event):
    channel, priority = (event.changes.get(name, {}).get("new") for name in ("channel", "priority"))
    how = {
        "PHONE": _("made this ticket from a call, priority <b>{}</b>"),
        "EMAIL": _("made this ticket from an e-mail, priority <b>{}</b>"),
    }.get(channel, _("made this ticket, priority <b>{}</b>"))
    return format_html(how, word("priority", priority or "MEDIUM"))


def _taken(event):
    had = event.changes.get("holder", {}).get("old")
    return format_html(_("took it from <b>{}</b>"), had) if had else _("took it")


def _assigned(event):
    old, new = two(event, "holder")
    if event.changes.get("holder", {}).get("new_id") == holder_key(event.by):
        return _taken(event)
    if event.changes.get("holder", {}).get("old") is None:
        return format_html(_("gave it to <b>{}</b>"), new)
    return format_html(_("gave it to <b>{}</b>, was {}"), new, old)


def _released(event):
    old, _new = two(event, "holder")
    return format_html(_("put it back for every agent to take, was {}"), old)


def _status(event):
    old, new = (event.changes.get("status", {}).get(side) for side in ("old", "new"))
    if old == "CLOSED":
        return format_html(_("reopened it as <b>{}</b>"), word("status", new))
    if new == "CLOSED":
        return _("closed it")
    return format_html(_("set <b>{}</b>"), word("status", new))


def _priority(event):
    old, new = two(event, "priority")
    return format_html(_("set priority <b>{}</b>, was {}"), new, old)


def _tagged(event):
    change = event.changes.get("tags", {})
    old, new = set(change.get("old") or ()), set(change.get("new") or ())
    added, gone = ", ".join(sorted(new - old)), ", ".join(sorted(old - new))
    if added and gone:
        return format_html(_("tagged it <b>{}</b>, no longer {}"), added, gone)
    if added:
        return format_html(_("tagged it <b>{}</b>"), added)
    words = ngettext("removed the tag {}", "removed the tags {}", len(old - new))
    return format_html(words, gone)


def _customer(event):
    old, new = two(event, "customer")
    return format_html(_("said it is <b>{}</b>’s ticket, was {}’s"), new, old)


def _edited(event):
    if "channel" in event.changes:
        return format_html(_("noted that it came by <b>{}</b>"), two(event, "channel")[1])
    subject = versions_link(event, "subject", _("the subject"))
    description = versions_link(event, "description", _("the description"))
    if "description" in event.changes and "subject" in event.changes:
        return format_html(_("changed {} and {}"), subject, description)
    if "description" in event.changes:
        return format_html(_("changed {}"), description)
    if was := getattr(event, "was", None):
        return format_html(_("changed {}, was “{}”"), subject, was)
    return format_html(_("changed {}"), subject)


def _note_edited(event):
    return format_html(_("edited {}"), versions_link(event, "note", _("a note")))


def versions_link(event, what, words):
    """Return words that lead to what the event's text was before; a dialog where htmx is."""
    args = [event.ticket_id, event.note_id] if what == "note" else [event.ticket_id]
    return format_html(LINK, reverse(f"{what}_versions", args=args), words)


def _undone(event):
    return format_html(_("took that back: {}"), changes_in_words(event))


def _file(words):
    def say(event):
        name = event.changes.get("file", {}).get("new") or event.attachment
        return format_html(words(), name)

    return say


def _undelivered(words):
    def say(event):
        said = event.changes.get("error", {}).get("new") or _("no reason given")
        return format_html(words(), two(event, "to")[1], said.rstrip(". "))

    return say


def changes_in_words(event):
    """Return the changed fields of an event as "set <b>Open</b>, <b>Alex</b>"."""
    news = [two(event, field)[1] for field in event.changes]
    return format_html(_("<b>{}</b> again"), ", ".join(news)) if news else event.kind


PHRASES = {
    "created": _created,
    "taken": _taken,
    "assigned": _assigned,
    "released": _released,
    "status_changed": _status,
    "priority_changed": _priority,
    "tagged": _tagged,
    "customer_changed": _customer,
    "edited": _edited,
    "undone": _undone,
    "attached": _file(lambda: _("added the file <b>{}</b>")),
    "downloaded": _file(lambda: _("downloaded <b>{}</b>")),
    "note_edited": _note_edited,
    "note_hidden": lambda event: _("turned a team note into one for admins only"),
    "noted": lambda event: _("wrote a note"),
    "posted": lambda event: _("wrote to the team"),
    "email_written": lambda event: _("wrote a mail"),
    "email_received": lambda event: _("wrote a mail"),
    "call_recorded": lambda event: (
        _("wrote down what the customer said and was answered")
        if event.changes.get("answered")
        else _("wrote down what the customer said")
    ),
    "email_sent": lambda event: _("took a mail"),
    "email_failed": _undelivered(lambda: _("did not take the mail to <b>{}</b>: {}")),
    "email_bounced": _undelivered(lambda: _("sent the mail to <b>{}</b> back: {}")),
    "email_retried": lambda event: _("had the mail sent again"),
    "email_send_undone": lambda event: _("took a mail back before it went out"),
}
