"""Tickets and tags in the Django admin."""

from django.contrib import admin
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.admin.lists import ByNumber
from core.admin.site import LookingInline, ReadOnlyAdmin, VerbAdmin
from core.text import key_of
from customers.models import Customer
from tickets.admin.bulk import BulkActions
from tickets.admin.filters import (
    BuiltInFilter,
    CustomerCompanyFilter,
    GroupFilter,
    HolderFilter,
    TagFilter,
    UntouchedFilter,
)
from tickets.forms.admin import TicketAddForm, TicketChangeForm
from tickets.models import Attachment, Note, Tag, Thread, Ticket


class NoteInline(LookingInline):
    """The notes of a ticket."""

    model = Note
    fields = readonly_fields = ("author", "visibility", "body", "created_at")

    def get_queryset(self, request):
        """Notes with their authors."""
        return super().get_queryset(request).select_related("author")


class ThreadInline(LookingInline):
    """The threads of a ticket."""

    model = Thread
    fields = readonly_fields = ("kind", "subject", "created_by", "created_at")

    def get_queryset(self, request):
        """Threads with who began them."""
        return super().get_queryset(request).select_related("created_by")


class FileInline(LookingInline):
    """The files of a ticket."""

    model = Attachment
    fields = readonly_fields = ("download", "size", "uploaded_by", "created_at")

    def get_queryset(self, request):
        """Files with who brought them."""
        return super().get_queryset(request).select_related("uploaded_by")

    @admin.display(description=_("file"))
    def download(self, file):
        """The file under our own address, which puts the download on record."""
        return link_to(file)


def link_to(file):
    """Return a link to an attachment."""
    return format_html('<a href="{}">{}</a>', reverse("file", args=[file.ticket_id, file.pk]), file)


@admin.register(Ticket)
class TicketAdmin(ByNumber, BulkActions, VerbAdmin):
    """Tickets, made and changed by the verbs."""

    form, add_form = TicketChangeForm, TicketAddForm
    list_display = (
        "number", "subject", "customer", "company", "holder", "status", "priority", "tagged",
        "last_activity_at",
    )  # fmt: skip
    list_display_links = ("number", "subject")
    list_filter = (
        BuiltInFilter, "status", "priority", HolderFilter, GroupFilter, CustomerCompanyFilter,
        TagFilter, UntouchedFilter, "channel",
    )  # fmt: skip
    number_way = "pk"
    search_fields = ("subject",)
    date_hierarchy = "created_at"
    ordering = ("-id",)
    readonly_fields = (
        "created_by", "created_at", "last_activity_at", "waiting_since", "first_answered_at",
        "resolved_at", "closed_at",
    )  # fmt: skip
    inlines = (NoteInline, ThreadInline, FileInline)

    def get_queryset(self, request):
        """Tickets with their people, and their tags in one statement more."""
        return super().get_queryset(request).for_page()

    def find(self, queryset, word):
        """Keep what has the word in its subject, or in the customer's name."""
        named = Customer.objects.filter(name_key__contains=key_of(word)).order_by().values("pk")
        return queryset.filter(Q(subject__icontains=word) | Q(customer__in=named))

    @admin.display(description=_("no."), ordering="id")
    def number(self, ticket):
        """The number as people say it."""
        return f"#{ticket.pk}"

    @admin.display(description=_("company"))
    def company(self, ticket):
        """The customer's company."""
        return ticket.customer.company or "–"

    @admin.display(description=_("holder"))
    def holder(self, ticket):
        """The person or the group, and whether they left."""
        gone = ticket.holder_user and not ticket.holder_user.is_active
        return f"{ticket.holder} ({_('has left')})" if gone else ticket.holder or "–"

    @admin.display(description=_("tags"))
    def tagged(self, ticket):
        """Its tags."""
        return ", ".join(tag.name for tag in ticket.tags.all())

    def view_on_site(self, ticket):
        """Its page on our own screens."""
        return reverse("ticket", args=[ticket.pk])

    def history_view(self, request, object_id, extra_context=None):
        """The trail is the history."""
        trail = reverse("admin:tickets_ticketevent_changelist")
        return redirect(f"{trail}?ticket__id__exact={object_id}")


@admin.register(Tag)
class TagAdmin(ReadOnlyAdmin):
    """Tags; made by being used, so there is nothing to change."""

    list_display = ("name", "tickets_of")
    search_fields = ("name",)

    @admin.display(description=_("tickets"))
    def tickets_of(self, tag):
        """A link to the tickets that have it."""
        tickets = reverse("admin:tickets_ticket_changelist", query={"tag": tag.name})
        return format_html('<a href="{}">{}</a>', tickets, _("Tickets"))
