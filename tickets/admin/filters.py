"""What a lead filters tickets by. No filter lists what grows with the helpdesk."""

from datetime import timedelta

from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.holders import holder_key
from accounts.models import User
from core.admin.lists import TypedFilter
from core.refusals import Refusal
from customers.admin import CompanyFilter
from tickets.properties import PROPERTIES
from tickets.properties.tags import clean_tag


class BuiltInFilter(admin.SimpleListFilter):
    """By what asks for attention."""

    title = _("view")
    parameter_name = "view"

    def lookups(self, request, model_admin):
        """Each is a set of the ticket's own queryset."""
        return [
            ("unfinished", _("Open, pending or in progress")),
            ("unassigned", _("Held by nobody")),
            ("waiting", _("The customer waits")),
            ("written_after_closing", _("Wrote after closing")),
            ("held_by_someone_who_left", _("Held by someone who left")),
        ]

    def queryset(self, request, queryset):
        """Keep that set."""
        return getattr(queryset, self.value())() if self.value() in self.known else queryset

    @property
    def known(self):
        """The words that may stand in the address."""
        return {word for word, _label in self.lookup_choices}


class UntouchedFilter(admin.SimpleListFilter):
    """By how long nothing happened."""

    title = _("untouched for")
    parameter_name = "untouched"
    days = {"1": _("a day"), "3": _("3 days"), "7": _("a week"), "30": _("a month")}

    def lookups(self, request, model_admin):
        """So many days."""
        return list(self.days.items())

    def queryset(self, request, queryset):
        """Keep what was last touched before that."""
        if self.value() not in self.days:
            return queryset
        before = timezone.now() - timedelta(days=int(self.value()))
        return queryset.filter(last_activity_at__lt=before)


class HolderFilter(TypedFilter):
    """By the person who holds them."""

    title = _("holder")
    parameter_name = "holder"

    def options(self, request):
        """Nobody, and all people; who left last."""
        people = User.objects.order_by("-is_active", "name", "pk")
        gone = _("%s (has left)")
        named = [(holder_key(p), p.name if p.is_active else gone % p.name) for p in people]
        return [("none", _("Nobody")), *named]

    def queryset(self, request, queryset):
        """Keep what is theirs."""
        if self.value() == "none":
            return queryset.unassigned()
        if not self.value():
            return queryset
        try:
            return queryset.held_by(PROPERTIES["holder"].read(self.value()))
        except Refusal:
            return queryset.none()


class GroupFilter(HolderFilter):
    """By the group that holds them."""

    title = _("group")
    parameter_name = "group"

    def options(self, request):
        """All groups."""
        return [(holder_key(group), group.name) for group in Group.objects.order_by("name")]


class TagFilter(TypedFilter):
    """By a tag."""

    title = _("tag")
    parameter_name = "tag"

    def queryset(self, request, queryset):
        """Keep what has exactly this tag."""
        if not self.value():
            return queryset
        try:
            return queryset.filter(tags__name=clean_tag(self.value()))
        except Refusal:
            return queryset.none()


class CustomerCompanyFilter(CompanyFilter):
    """By a part of the name of the customer's company."""

    way = "customer__company__in"
