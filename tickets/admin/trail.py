"""The trail of tickets and the replaced versions of texts in the Django admin: only to look at."""

from django.contrib import admin
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.admin.lists import ByNumber, KindFilter, ViaFilter
from core.admin.site import ReadOnlyAdmin
from tickets.events.kinds import WORDS
from tickets.models import Revision, TicketEvent


class TicketKindFilter(KindFilter):
    """By what happened on tickets."""

    kinds = WORDS


@admin.register(TicketEvent)
class TicketEventAdmin(ByNumber, ReadOnlyAdmin):
    """What happened on tickets."""

    list_display = ("at", "ticket", "kind", "what", "by", "why", "via")
    list_filter = (TicketKindFilter, ViaFilter)
    list_select_related = ("ticket", "by")
    search_fields = ("by__name", "why")
    sortable_by = ("at", "ticket", "kind", "via")  # the others would sort the whole table
    date_hierarchy = "at"
    ordering = ("-id",)

    @admin.display(description=_("changes"))
    def what(self, event):
        """Each changed field with its old and its new value."""
        said = (
            f"{field}: {change.get('old') or '–'} → {change.get('new') or '–'}"
            for field, change in event.changes.items()
            if "new" in change
        )
        return "; ".join(said)


@admin.register(Revision)
class RevisionAdmin(ByNumber, ReadOnlyAdmin):
    """Texts as they stood before somebody replaced them."""

    list_display = ("at", "ticket", "field", "by", "words")
    list_select_related = ("ticket", "by")
    search_fields = ("text",)
    date_hierarchy = "at"
    ordering = ("-id",)

    @admin.display(description=_("text"))
    def words(self, revision):
        """How it begins."""
        return Truncator(revision.text).chars(80)
