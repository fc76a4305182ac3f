"""The status: where a ticket stands."""

from datetime import datetime
from functools import cached_property

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from tickets.choices import Status
from tickets.properties.base import ChoiceProperty
from tickets.properties.event_kind import EventKind
from tickets.properties.facts import BulkAction, OnPage, SearchKey, SortKey, TableColumn

STAMPS = ("resolved_at", "closed_at")


class StatusProperty(ChoiceProperty):
    """A new ticket is OPEN; with RESOLVED and CLOSED the time is stored too."""

    name = "status"
    label = gettext_lazy("Status")
    choices = Status
    icons = {
        "OPEN": "circle",
        "PENDING": "circle-pause",
        "IN_PROGRESS": "contrast",
        "RESOLVED": "circle-check",
        "CLOSED": "archive",
    }
    toast = gettext_lazy("#%(n)d set to %(new)s")
    initial = Status.OPEN
    is_offered_at_birth = False
    is_undoable = True
    bulk_actions = (
        BulkAction(
            "set_status",
            gettext_lazy("Set the status …"),
            gettext_lazy("Set the status of tickets"),
        ),
    )
    on_page = OnPage(
        "status", "status", "head", 1, "tickets/ticket/_choice_menu.html", hotkey="s", opens=False
    )
    search_keys = (
        SearchKey(
            "status", gettext_lazy("Status"), "status", example="pending", other_words=("state",)
        ),
    )
    order = SortKey(
        "status",
        "status",
        lambda text: Status(text).value,
        gettext_lazy("status, Z to A"),
        gettext_lazy("status, A to Z"),
        is_upward=True,
    )
    table_column = TableColumn(gettext_lazy("Status"), by="status")
    suggested_reasons = (
        gettext_lazy("waiting for the customer"),
        gettext_lazy("fixed"),
        gettext_lazy("confirmed by the customer"),
    )
    reasons_to_close = (
        gettext_lazy("a duplicate"),
        gettext_lazy("spam"),
        gettext_lazy("the customer withdrew it"),
    )

    def reasons_for(self, wanted):
        """As for any property; closing has reasons of its own."""
        return self.reasons_to_close if wanted == Status.CLOSED else self.suggested_reasons

    @cached_property
    def kinds(self):
        """Its one kind of event."""
        words = gettext_lazy("Set the status")
        return (EventKind("status_changed", words, self.phrase, self.icon_after),)

    def phrase(self, event):
        """Return "set <b>Pending</b>", or that it was closed or reopened."""
        old, new = (event.changes.get("status", {}).get(side) for side in ("old", "new"))
        if old == "CLOSED":
            return format_html(_("reopened it as <b>{}</b>"), self.in_words(new))
        if new == "CLOSED":
            return _("closed it")
        return format_html(_("set <b>{}</b>"), self.in_words(new))

    def stamps(self, ticket, value, entry, undone):
        """Return `resolved_at` and `closed_at`.

        An undo puts back exactly the earlier times, which the undone event has kept.
        """
        old = {name: getattr(ticket, name) for name in STAMPS}
        entry["old_stamps"] = {n: v and v.isoformat() for n, v in old.items()}
        if undone is not None:
            kept = undone.changes["status"]["old_stamps"]
            return {name: kept[name] and datetime.fromisoformat(kept[name]) for name in STAMPS}
        now = clock.now()
        finished = value in (Status.RESOLVED, Status.CLOSED)
        resolved = now if value == Status.RESOLVED else old["resolved_at"]
        return {
            "resolved_at": resolved if finished else None,
            "closed_at": now if value == Status.CLOSED else None,
        }
