"""All kinds of events of tickets: those of the properties and all others."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from tickets.properties import PROPERTIES
from tickets.properties.base import Property
from tickets.properties.editing import versions_link
from tickets.properties.event_kind import EventKind


def value_in_words(field, kept):
    """Return a value `kept` by the trail for a field, as people see it."""
    if field in PROPERTIES:
        return PROPERTIES[field].in_words(kept)
    return Property().in_words(kept)


def created(event):
    """Return how the ticket came in, and how urgent it was."""
    channel, priority = (event.changes.get(name, {}).get("new") for name in ("channel", "priority"))
    how = {
        "PHONE": _("made this ticket from a call, priority <b>{}</b>"),
        "EMAIL": _("made this ticket from an email, priority <b>{}</b>"),
    }.get(channel, _("made this ticket, priority <b>{}</b>"))
    return format_html(how, value_in_words("priority", priority or "MEDIUM"))


def again(event):
    """Return the new values of an undo: "<b>Open</b>, <b>Alex</b> again"."""
    news = [value_in_words(name, change.get("new")) for name, change in event.changes.items()]
    return format_html(_("<b>{}</b> again"), ", ".join(news))


def undone(event):
    """Return which values an undo put back."""
    return format_html(_("undid that: {}"), again(event))


def of_file(words):
    """Return a phrase about a file, made from `words` with a placeholder for its name."""
    return lambda event: format_html(
        words, event.changes.get("file", {}).get("new") or event.attachment
    )


def undelivered(words):
    """Return a phrase about an email, from `words` with placeholders for recipients and error."""

    def phrase(event):
        change = {name: entry.get("new") for name, entry in event.changes.items()}
        error = change.get("error") or _("no reason given")
        return format_html(words, value_in_words("to", change.get("to")), error.rstrip(". "))

    return phrase


def call_recorded(event):
    """Return that a call was recorded, and whether the customer was answered in it."""
    if event.changes.get("answered"):
        return str(_("recorded a call, answered in the same talk"))
    return str(_("recorded a call"))


def note_edited(event):
    """Return that a note was edited, with a link to its earlier versions."""
    return format_html(_("edited {}"), versions_link(event, "note", _("a note")))


def fixed(words):
    """Return a phrase that is the same for every event."""
    return lambda event: str(words)


CREATED = EventKind("created", _("Made a ticket"), created, "circle", is_undoable=False)
OTHERS = (
    EventKind("undone", _("Undid a change"), undone, "undo-2", is_undoable=False),
    EventKind("noted", _("Wrote a note"), fixed(_("wrote a note")), "sticky-note", is_said=True),
    EventKind("note_edited", _("Edited a note"), note_edited, "pencil"),
    EventKind(
        "note_hidden",
        _("Hid a note from agents"),
        fixed(_("turned a team note into one for admins only")),
        "shield",
    ),
    EventKind(
        "posted",
        _("Wrote to the team"),
        fixed(_("wrote to the team")),
        "messages-square",
        is_said=True,
    ),
    EventKind(
        "email_written", _("Wrote an email"), fixed(_("wrote an email")), "mail", is_said=True
    ),
    EventKind(
        "email_received",
        _("An email came in"),
        fixed(_("wrote an email")),
        "mail",
        is_said=True,
    ),
    EventKind("call_recorded", _("Recorded a call"), call_recorded, "phone-incoming", is_said=True),
    EventKind(
        "email_sent",
        _("An email went out"),
        fixed(_("accepted the email")),
        "check-check",
        is_quiet=True,
        is_by_server=True,
    ),
    EventKind(
        "email_failed",
        _("An email could not be sent"),
        undelivered(_("did not accept the email to <b>{}</b>: {}")),
        "circle-alert",
        is_by_server=True,
    ),
    EventKind(
        "email_bounced",
        _("An email bounced"),
        undelivered(_("returned the email to <b>{}</b>: {}")),
        "circle-alert",
        is_by_server=True,
    ),
    EventKind(
        "email_retried",
        _("Sent an email again"),
        fixed(_("had the email sent again")),
        "refresh-cw",
    ),
    EventKind(
        "email_send_undone",
        _("Undid sending an email"),
        fixed(_("undid sending an email before it went out")),
        "undo-2",
    ),
    EventKind("attached", _("Added a file"), of_file(_("added the file <b>{}</b>")), "paperclip"),
    EventKind(
        "downloaded",
        _("Downloaded a file"),
        of_file(_("downloaded <b>{}</b>")),
        "download",
        is_quiet=True,
    ),
    EventKind("changed", _("Changed several properties"), again, "circle-dot"),
)
OF_PROPERTIES = (kind for prop in PROPERTIES.values() for kind in prop.kinds)
KINDS = {kind.name: kind for kind in (CREATED, *OF_PROPERTIES, *OTHERS)}
"""All kinds by name, in the order of the trail's filter."""

SAID = tuple(kind.name for kind in KINDS.values() if kind.is_said)
QUIET = tuple(kind.name for kind in KINDS.values() if kind.is_quiet)
WORDS = {kind.name: kind.words for kind in KINDS.values()}
"""The name of each kind in the filter of the trail."""
