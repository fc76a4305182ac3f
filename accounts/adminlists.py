"""Lists of the Django admin that stay quick in large tables: pages, filters, periods."""

from django import forms
from django.contrib import admin
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

MOST = 5_000


class CappedPaginator(Paginator):
    """Pages of a list, counted no further than `MOST` rows: whoever is there had better search."""

    @cached_property
    def count(self):
        """How many rows there are, at most `MOST`."""
        return self.object_list.order_by()[:MOST].count()


class Listed:
    """A list of 25 rows a page, in a handful of statements however large the table is."""

    list_per_page = 25
    list_max_show_all = 100
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator


class ByNumber:
    """A list in which "#1042", or a number alone, finds what belongs to the ticket 1042."""

    number_way = "ticket"

    def get_search_results(self, request, queryset, search_term):
        """Ask for the ticket where a number was typed, else search as the admin does."""
        number = search_term.strip().removeprefix("#")
        if number.isdecimal():
            return queryset.filter(**{self.number_way: int(number[:18])}), False
        return super().get_search_results(request, queryset, search_term)


class TypedFilter(admin.SimpleListFilter):
    """A filter for what is too much to list: one types it, or chooses it from a closed list.

    `options()` gives the choices of a list with groups; without any it is a line to type in.
    """

    template = "admin/typed_filter.html"

    def lookups(self, request, model_admin):
        """There is always something to type."""
        return [("", "")]

    def options(self, request):
        """Return choices as a form field takes them, or nothing."""
        return []

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        options = self.options(request)
        field = forms.ChoiceField(choices=[("", "–"), *options]) if options else forms.CharField()
        field.widget.attrs |= {"aria-label": self.title, "id": f"filter-{self.parameter_name}"}
        self.control = field.widget.render(self.parameter_name, self.value() or "")

    def choices(self, changelist):
        """Return what the template needs: the control, and the other filters to keep."""
        others = changelist.get_filters_params().items()
        kept = [
            (key, word) for key, words in others if key != self.parameter_name for word in words
        ]
        if changelist.query:
            kept.append(("q", changelist.query))
        clear = changelist.get_query_string(remove=[self.parameter_name])
        yield {"control": self.control, "kept": kept, "clear": clear, "selected": self.value()}


class KindFilter(TypedFilter):
    """By what happened. The kinds are told here: to look for them reads the whole trail."""

    title = _("what happened")
    parameter_name = "kind"
    kinds = ""

    def options(self, request):
        """Each kind, as it is written."""
        return [(kind, kind.replace("_", " ")) for kind in sorted(self.kinds.split())]

    def queryset(self, request, queryset):
        """Keep the events of this kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


class ViaFilter(admin.SimpleListFilter):
    """By the door through which a change came."""

    title = _("door")
    parameter_name = "via"

    def lookups(self, request, model_admin):
        """All doors."""
        return [("web", _("Screens")), ("admin", _("Administration")), ("mail", _("Mail")),
                ("command", _("Command"))]  # fmt: skip

    def queryset(self, request, queryset):
        """Keep what came through it."""
        return queryset.filter(via=self.value()) if self.value() else queryset
