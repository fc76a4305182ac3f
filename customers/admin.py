"""Customers, companies and their trail in the Django admin."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.admin.lists import KindFilter, TypedFilter, ViaFilter
from core.admin.site import LookingInline, ReadOnlyAdmin, VerbAdmin
from core.text import key_of
from customers.forms.admin import CompanyAdminForm, CustomerAdminForm
from customers.models import Company, Customer, CustomerEvent
from customers.trail import KINDS


class CompanyFilter(TypedFilter):
    """By a part of the company's name."""

    title = _("company")
    parameter_name = "company"
    way = "company__in"

    def queryset(self, request, queryset):
        """Keep the rows whose company's name holds what was typed."""
        if not self.value():
            return queryset
        named = Company.objects.filter(name_key__contains=key_of(self.value()[:150]))
        return queryset.filter(**{self.way: named.order_by().values("pk")})


class WithTrail(VerbAdmin):
    """Its history is the trail."""

    def history_view(self, request, object_id, extra_context=None):
        """Show the events about this row."""
        trail = reverse("admin:customers_customerevent_changelist")
        return redirect(f"{trail}?{self.opts.model_name}__id__exact={object_id}")

    def view_on_site(self, row):
        """Its page on our own screens."""
        return reverse(self.opts.model_name, args=[row.pk])


class PeopleInline(LookingInline):
    """The customers of a company."""

    model = Customer
    fields = readonly_fields = ("name", "job_title")


@admin.register(Company)
class CompanyAdmin(WithTrail):
    """Companies, changed by the verbs."""

    form = add_form = CompanyAdminForm
    list_display = ("name", "website", "phone", "created_at")
    search_fields = ("name_key", "domains__name")
    ordering = ("name_key",)
    date_hierarchy = "created_at"
    inlines = (PeopleInline,)


@admin.register(Customer)
class CustomerAdmin(WithTrail):
    """Customers with addresses and numbers, changed by the verbs."""

    form = add_form = CustomerAdminForm
    list_display = ("name", "company", "address", "number", "created_at")
    list_select_related = ("company",)
    list_filter = (CompanyFilter,)
    search_fields = ("name_key", "company__name_key", "emails__key", "phones__e164")
    ordering = ("name_key", "id")
    date_hierarchy = "created_at"

    def get_queryset(self, request):
        """Customers with addresses and numbers, in three statements."""
        return super().get_queryset(request).with_contacts()

    def get_search_results(self, request, queryset, search_term):
        """Find them as everywhere: by any part of name, address, number or company."""
        if not search_term:
            return queryset, False
        return queryset.matching(search_term), False

    @admin.display(description=_("email"))
    def address(self, customer):
        """The address that we write to."""
        return customer.primary_address or "–"

    @admin.display(description=_("phone"))
    def number(self, customer):
        """The first number."""
        return next((phone.pretty for phone in customer.phones.all()), "–")


class CustomerKindFilter(KindFilter):
    """By what happened to customers and companies."""

    kinds = KINDS


@admin.register(CustomerEvent)
class CustomerEventAdmin(ReadOnlyAdmin):
    """What happened to customers and companies; only to look at."""

    list_display = ("at", "kind", "customer", "company", "by", "why", "via")
    list_filter = (CustomerKindFilter, ViaFilter)
    list_select_related = ("customer", "company", "by")
    search_fields = ("customer__name_key", "company__name_key", "by__name", "why")
    date_hierarchy = "at"
    ordering = ("-id",)
