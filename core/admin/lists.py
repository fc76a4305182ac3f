"""Lists of the Django admin that stay quick in large tables: pages, filters, periods."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet
from django.db.models.options import Options
from django.http import HttpRequest
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

    object_list: QuerySet

    @cached_property
    def keys(self) -> list[int]:
        """The numbers of the rows in their order."""
        return list(self.object_list.values_list("pk", flat=True)[:MOST])

    @property
    def count(self) -> int:
        """How many rows there are, at most `MOST`."""
        return len(self.keys)

    def page(self, number: int | str) -> Page:
        """Return one page. Raises `InvalidPage`."""
        number = self.validate_number(number)
        keys = self.keys[(number - 1) * self.per_page : number * self.per_page]
        rows = self.object_list.order_by().in_bulk(keys)
        found = [rows[key] for key in keys if key in rows]
        return self._get_page(found, number, self)  # type: ignore[attr-defined]  # not in the stubs


class QuickList(ChangeList):
    """A list that takes its only page from the paginator too, instead of searching once more."""

    def get_results(self, request: HttpRequest) -> None:
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

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the class of the list."""
        return QuickList


class ByNumber:
    """A list in which "#1042", or a number alone, finds what belongs to the ticket 1042."""

    number_way = "ticket"
    search_fields: Sequence[str]
    opts: Options

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Ask for the ticket where a number was typed, else for each word or "phrase"."""
        number = number_of(search_term.strip().removeprefix("#"))
        if number is not None:
            return queryset.filter(**{self.number_way: number}), False
        for word in smart_split(search_term):
            is_phrase = word[0] in "'\"" and word[0] == word[-1] and len(word) > 1
            queryset = self.find(queryset, unescape_string_literal(word) if is_phrase else word)
        return queryset, False

    def find(self, queryset: QuerySet, word: str) -> QuerySet:
        """Keep the rows with a word in one of the `search_fields`, at most one relation away.

        Related rows are looked up first: they are few, and joined to each row of a large table
        they would be looked at again and again.
        """
        found = Q()
        for way, _sep, field in (name.rpartition("__") for name in self.search_fields):
            here = Q(**{f"{field}__icontains": word})
            if way:
                model: Any = self.opts.get_field(way).related_model
                related = model.objects.filter(here)
                here = Q(**{f"{way}__in": related.order_by().values("pk")})
            found |= here
        return queryset.filter(found)


class TypedFilter(admin.SimpleListFilter):
    """A filter for what is too much to list: one types it, or chooses it from a closed list.

    `options()` gives the choices of a list with groups; without any it is a line to type in.
    """

    template = "admin/typed_filter.html"
    parameter_name: str

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        """There is always something to type."""
        return [("", "")]

    def options(self, request: HttpRequest) -> list[tuple[str, Any]]:
        """Return choices as a form field takes them, or nothing."""
        return []

    def __init__(
        self,
        request: HttpRequest,
        params: dict[str, Any],
        model: type[Model],
        model_admin: admin.ModelAdmin,
    ) -> None:
        super().__init__(request, params, model, model_admin)
        options = self.options(request)
        field = forms.ChoiceField(choices=[("", "–"), *options]) if options else forms.CharField()
        field.widget.attrs |= {"aria-label": self.title, "id": f"filter-{self.parameter_name}"}
        self.control = field.widget.render(self.parameter_name, self.value() or "")

    def choices(  # type: ignore[override]  # the template is our own
        self, changelist: ChangeList
    ) -> Iterator[dict[str, Any]]:
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

    def options(self, request: HttpRequest) -> list[tuple[str, Any]]:
        """Each kind, as the trail calls it."""
        return list(self.kinds.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep the events of this kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


class ViaFilter(admin.SimpleListFilter):
    """By what a change came through."""

    title = _("source")
    parameter_name = "via"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        """All sources."""
        return [("web", _("Screens")), ("admin", _("Administration")), ("mail", _("Mail")),
                ("command", _("Command"))]  # fmt: skip

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Keep what came through it."""
        return queryset.filter(via=self.value()) if self.value() else queryset
