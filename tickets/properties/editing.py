"""The kind of event that changes of the subject, the description and the channel share."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.choices import Channel
from tickets.properties.event_kind import EventKind

LINK = (
    '<a class="link" href="{0}" hx-get="{0}" hx-target="#dialog-body" hx-swap="innerHTML">{1}</a>'
)


def versions_link(event, what, words):
    """Return `words` as a link to the earlier versions of a text; with htmx it opens a dialog."""
    args = [event.ticket_id, event.note_id] if what == "note" else [event.ticket_id]
    return format_html(LINK, reverse(f"{what}_versions", args=args), words)


def edited(event):
    """Return what was edited as safe HTML, with links to the earlier versions of texts."""
    if "channel" in event.changes:
        channel = event.changes["channel"]["new"]
        label = Channel[channel].label if channel in Channel.__members__ else channel
        return format_html(_("noted that it came by <b>{}</b>"), label)
    subject = versions_link(event, "subject", _("the subject"))
    description = versions_link(event, "description", _("the description"))
    if "description" in event.changes and "subject" in event.changes:
        return format_html(_("changed {} and {}"), subject, description)
    if "description" in event.changes:
        return format_html(_("changed {}"), description)
    if was := getattr(event, "was", None):
        return format_html(_("changed {}, was “{}”"), subject, was)
    return format_html(_("changed {}"), subject)


EDITED = EventKind("edited", gettext_lazy("Edited a text"), edited, "pencil")
