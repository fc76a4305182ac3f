"""The priority: how urgent a ticket is."""

from functools import cached_property

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.choices import Priority
from tickets.properties.base import ChoiceProperty
from tickets.properties.event_kind import EventKind
from tickets.properties.facts import BulkAction, OnPage, SearchKey, SortKey, TableColumn


class PriorityProperty(ChoiceProperty):
    """Kept as a number, so that the database can sort by it."""

    name = "priority"
    label = gettext_lazy("Priority")
    choices = Priority
    icons = {"LOW": "priority-low", "MEDIUM": "priority-medium", "HIGH": "priority-high"}
    toast = gettext_lazy("#%(n)d set to priority %(new)s")
    initial = Priority.MEDIUM
    is_undoable = True
    bulk_actions = (
        BulkAction(
            "set_priority",
            gettext_lazy("Set the priority …"),
            gettext_lazy("Set the priority of tickets"),
        ),
    )
    on_page = OnPage(
        "priority",
        "priority",
        "head",
        3,
        "tickets/ticket/_choice_menu.html",
        hotkey="p",
        opens=False,
    )
    search_keys = (
        SearchKey(
            "priority", gettext_lazy("Priority"), "one of", example="high", other_words=("prio",)
        ),
    )
    order = SortKey(
        "priority",
        "priority",
        lambda text: Priority(int(text)).value,
        gettext_lazy("most urgent first"),
        gettext_lazy("least urgent first"),
    )
    table_column = TableColumn(gettext_lazy("Priority"), "row__cell-priority", by="priority")

    @property
    def offered(self):
        """The most urgent first."""
        return self.choices.choices[::-1]

    @cached_property
    def kinds(self):
        """Its one kind of event."""
        words = gettext_lazy("Set the priority")
        return (EventKind("priority_changed", words, self.phrase, self.icon_after),)

    def phrase(self, event):
        """Return "set priority <b>High</b>, was Low"."""
        old, new = self.old_and_new(event)
        return format_html(_("set priority <b>{}</b>, was {}"), new, old)
