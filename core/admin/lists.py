"""Lists of the Django admin that stay quick in large tables: pages, filters, periods."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.text import smart_split, unescape_string_literal
from django.utils.translation import gettext_lazy as _

from core.text import number_of

MOST = 5_000


class CappedPaginator(Paginator):
    """Pages of a list, no further than `MOST` rows: beyond that a search is quicker.

    The rows' numbers alone are read, once, to count them and to find a page; then the rows of the
    page are read whole. To sort all that a filter keeps with everything on it takes a second.
    """

    @cached_property
    def keys(self):
        """The numbers of the rows in their order."""
        return list(self.object_list.values_list("pk", flat=True)[:MOST])

    @property
    def count(self):
        """How many rows there are, at most `MOST`."""
        return len(self.keys)

    def page(self, number):
        """Return one page. Raises `InvalidPage`."""
        number = self.validate_number(number)
        keys = self.keys[(number - 1) * self.per_page : number * self.per_page]
        rows = self.object_list.order_by().in_bulk(keys)
        return self._get_page([rows[key] for key in keys if key in rows], number, self)


class QuickList(ChangeList):
    """A list that takes its only page from the paginator too, instead of searching once more."""

    def get_results(self, request):
        """Find what is shown."""
        super().get_results(request)
        if not self.multi_page:
            self.result_list = self.paginator.page(1).object_list


class Listed:
    """A list of 25 rows a page, in a handful of statements however large the table is."""

    list_per_page = 25
    list_max_show_all = 100
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator: type[Paginator] = CappedPaginator

    def get_changelist(self, request, **kwargs):
        """Return the class of the list."""
        return QuickList


class ByNumber:
    """A list in which "#1042", or a number alone, finds what belongs to the ticket 1042."""

    number_way = "ticket"

    def get_search_results(self, request, queryset, search_term):
        """Ask for the ticket where a number was typed, else for each word or "phrase"."""
        number = number_of(search_term.strip().removeprefix("#"))
        if number is not None:
            return queryset.filter(**{self.number_way: number}), False
        for word in smart_split(search_term):
            is_phrase = word[0] in "'\"" and word[0] == word[-1] and len(word) > 1
            queryset = self.find(queryset, unescape_string_literal(word) if is_phrase else word)
        return queryset, False

    def find(self, queryset, word):
        """Keep the rows with a word in one of the `search_fields`, at most one relation away.

        Related rows are looked up first: they are few, and joined to each row of a large table
        they would be looked at again and again.
        """
        found = Q()
        for way, _sep, field in (name.rpartition("__") for name in self.search_fields):
            here = Q(**{f"{field}__icontains": word})
            if way:
                related = self.opts.get_field(way).related_model.objects.filter(here)
                here = Q(**{f"{way}__in": related.order_by().values("pk")})
            found |= here
        return queryset.filter(found)


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
    """By what happened, in the words of the trail. To look for the kinds reads the whole trail."""

    title = _("what happened")
    parameter_name = "kind"
    kinds: dict[str, Any] = {}

    def options(self, request):
        """Each kind, as the trail calls it."""
        return list(self.kinds.items())

    def queryset(self, request, queryset):
        """Keep the events of this kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


class ViaFilter(admin.SimpleListFilter):
    """By what a change came through."""

    title = _("source")
    parameter_name = "via"

    def lookups(self, request, model_admin):
        """All sources."""
        return [("web", _("Screens")), ("admin", _("Administration")), ("mail", _("Mail")),
                ("command", _("Command"))]  # fmt: skip

    def queryset(self, request, queryset):
        """Keep what came through it."""
        return queryset.filter(via=self.value()) if self.value() else queryset
