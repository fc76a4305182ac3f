"""The holder: the person or the group who has a ticket, or nobody."""

from functools import cached_property

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.holders import holder_from, holder_key
from core.refusals import Refusal
from tickets.properties.base import Property
from tickets.properties.event_kind import EventKind
from tickets.properties.facts import BulkAction, OnPage, SearchKey, TableColumn


class HolderProperty(Property):
    """One person, or one group, or nobody; setting one replaces the other."""

    name = "holder"
    label = gettext_lazy("Holder")
    form_field = "holder"
    toast = gettext_lazy("#%(n)d assigned to %(new)s")
    initial = None
    is_set_at_birth = False
    is_undoable = True
    bulk_actions = (
        BulkAction(
            "assign",
            gettext_lazy("Assign to …"),
            gettext_lazy("Assign tickets"),
            gettext_lazy("Assign them to"),
        ),
        BulkAction(
            "release",
            gettext_lazy("Unassign …"),
            gettext_lazy("Unassign tickets"),
            has_value=False,
        ),
    )
    nothing = property(lambda self: _("nobody"))
    on_page = OnPage(
        "assignment", "assignment", "head", 2, "tickets/ticket/_holder_menu.html", hotkey="a"
    )
    search_keys = (
        SearchKey(
            "holder",
            gettext_lazy("Holder"),
            "holder",
            example="me, none, alex",
            placeholder=gettext_lazy("Name or email"),
            other_words=("assignee", "assigned", "owner", "agent", "user"),
            not_found=gettext_lazy("No person or group is called “%(value)s”."),
        ),
        SearchKey(
            "group",
            gettext_lazy("Group"),
            "holder",
            example="mine, billing",
            placeholder=gettext_lazy("Name of a group"),
            other_words=("team",),
            not_found=gettext_lazy("No group is called “%(value)s”."),
        ),
    )
    table_column = TableColumn(gettext_lazy("Holder"))
    suggested_reasons = (
        gettext_lazy("is away"),
        gettext_lazy("asked me to"),
        gettext_lazy("my field"),
    )

    @cached_property
    def kinds(self):
        """One kind to take it, one to give it to somebody, one to give it to nobody."""
        return (
            EventKind("assigned", gettext_lazy("Assigned it"), self.assigned, "user-plus"),
            EventKind("taken", gettext_lazy("Took it"), self.taken, "user"),
            EventKind("released", gettext_lazy("Unassigned it"), self.released, "user-minus"),
        )

    def kind_of(self, value):
        return "released" if value is None else "assigned"

    def toast_of(self, event):
        if event.kind == "released":
            return _("#%d unassigned") % event.ticket_id
        return super().toast_of(event)

    def clean(self, value):
        if isinstance(value, get_user_model()) and not value.is_active:
            raise Refusal(_("%s has left and cannot be given tickets.") % value, field="holder")
        return value

    def as_seen(self, value):
        return value  # not cleaned: the holder that somebody saw may be deactivated by now

    def words(self, value):
        return str(value) if value else None

    def trail_id(self, value):
        return self.spelled(value) or None

    def from_trail(self, trail_id):
        return self.read(trail_id)

    def spelled(self, value):
        """Return "user:3" or "group:1", or "" for nobody."""
        return holder_key(value)

    def read(self, text):
        """Return the User or Group that "user:3" or "group:1" names, None for "" or None.

        Raises `Refusal` for anything else.
        """
        return holder_from(text)

    def columns(self, value):
        is_group = isinstance(value, Group)
        return {
            "holder_user": None if is_group else value,
            "holder_group": value if is_group else None,
        }

    def taken(self, event):
        """Return "took it" and, if somebody held it, from whom."""
        had = event.changes.get("holder", {}).get("old")
        return format_html(_("took it from <b>{}</b>"), had) if had else _("took it")

    def assigned(self, event):
        """Return to whom it was assigned; as `taken` if somebody assigned it to themselves."""
        old, new = self.old_and_new(event)
        if event.changes.get("holder", {}).get("new_id") == holder_key(event.by):
            return self.taken(event)
        if event.changes.get("holder", {}).get("old") is None:
            return format_html(_("assigned it to <b>{}</b>"), new)
        return format_html(_("assigned it to <b>{}</b>, was {}"), new, old)

    def released(self, event):
        """Return that it was assigned to nobody, and who held it before."""
        old, _new = self.old_and_new(event)
        return format_html(_("unassigned it, was {}"), old)
