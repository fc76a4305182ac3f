"""The models of mail in the Django admin, read-only: decisions are made in the inbox."""

from django.contrib import admin

from core.admin.lists import ByNumber, KindFilter, ViaFilter
from core.admin.site import ReadOnlyAdmin
from mail.models import (
    BlockedSender,
    IncomingEmail,
    Mailbox,
    MailEvent,
)
from mail.trail import KIND_NAMES


class MailKindFilter(KindFilter):
    """A filter by the kind of event."""

    kinds = KIND_NAMES


@admin.register(IncomingEmail)
class IncomingEmailAdmin(ByNumber, ReadOnlyAdmin):
    """Incoming emails. Their originals are downloaded in the inbox, where that is recorded."""

    list_display = ("received_at", "subject", "from_address", "state", "reason", "ticket", "source")
    list_filter = ("state", "source")
    list_select_related = ("ticket",)
    search_fields = ("subject", "from_address", "from_name", "mail_id")
    exclude = ("raw",)
    ordering = ("-id",)


@admin.register(BlockedSender)
class BlockedSenderAdmin(ReadOnlyAdmin):
    """Senders whose emails are held back, and those whose block was lifted."""

    list_display = ("key", "created_by", "created_at", "lifted_at")
    list_select_related = ("created_by",)
    search_fields = ("key",)
    ordering = ("-id",)


@admin.register(Mailbox)
class MailboxAdmin(ReadOnlyAdmin):
    """The mail servers, and whether they work."""

    list_display = ("address", "ok_at", "failed_at", "error")


@admin.register(MailEvent)
class MailEventAdmin(ByNumber, ReadOnlyAdmin):
    """What people decided about emails and senders."""

    number_way = "email__ticket"
    list_display = ("at", "kind", "email", "sender", "by", "why", "via")
    list_filter = (MailKindFilter, ViaFilter)
    list_select_related = ("email", "sender", "by")
    search_fields = ("by__name", "why")
    date_hierarchy = "at"
    ordering = ("-id",)
