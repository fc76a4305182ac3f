"""Notes, threads, messages and files in the Django admin."""

from django.contrib import admin
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.admin.lists import ByNumber
from core.admin.site import LookingInline, ReadOnlyAdmin, VerbAdmin
from tickets.admin.ticket import link_to
from tickets.forms.admin import NoteAddForm, NoteChangeForm
from tickets.models import Attachment, Dispatch, Message, Note, Thread
from tickets.models.thread import Recipient


def beginning(text):
    """Return the first words of a text."""
    return Truncator(text).chars(80)


@admin.register(Note)
class NoteAdmin(ByNumber, VerbAdmin):
    """Notes: written, edited and hidden by the verbs; every version is kept."""

    form, add_form = NoteChangeForm, NoteAddForm
    list_display = ("created_at", "ticket", "author", "visibility", "words", "edited_at")
    list_display_links = ("created_at", "words")
    list_filter = ("visibility",)
    list_select_related = ("ticket", "author")
    search_fields = ("author__name", "body")
    date_hierarchy = "created_at"
    ordering = ("-id",)
    readonly_fields = ("ticket", "author", "created_at", "edited_at")

    @admin.display(description=_("text"))
    def words(self, note):
        """How it begins."""
        return beginning(note.body)

    def view_on_site(self, note):
        """The page of its ticket."""
        return reverse("ticket", args=[note.ticket_id])

    def history_view(self, request, object_id, extra_context=None):
        """The trail is the history."""
        trail = reverse("admin:tickets_ticketevent_changelist")
        return redirect(f"{trail}?note__id__exact={object_id}")


class MessageInline(LookingInline):
    """What was said in a thread."""

    model = Message
    fields = readonly_fields = ("kind", "direction", "author", "body", "delivery", "created_at")

    def get_queryset(self, request):
        """Messages with their authors."""
        return super().get_queryset(request).select_related("author_user", "author_customer")


@admin.register(Thread)
class ThreadAdmin(ByNumber, ReadOnlyAdmin):
    """Conversations; what was said is said."""

    list_display = ("subject", "kind", "ticket", "created_by", "created_at")
    list_filter = ("kind",)
    list_select_related = ("ticket", "created_by")
    search_fields = ("subject",)
    date_hierarchy = "created_at"
    ordering = ("-id",)
    inlines = (MessageInline,)


class RecipientInline(LookingInline):
    """To whom a mail went."""

    model = Recipient
    fields = readonly_fields = ("kind", "name", "address")
    show_change_link = False


@admin.register(Message)
class MessageAdmin(ByNumber, ReadOnlyAdmin):
    """What was said to and by customers, and within the team."""

    number_way = "thread__ticket"
    list_display = ("created_at", "kind", "direction", "author", "thread", "delivery", "words")
    list_filter = ("kind", "direction", "delivery")
    list_select_related = ("thread", "author_user", "author_customer")
    search_fields = ("body",)
    sortable_by = ()  # that would sort the largest of tables; there are filters
    date_hierarchy = "created_at"
    ordering = ("-id",)
    exclude = ("nonce", "html")
    inlines = (RecipientInline,)

    @admin.display(description=_("text"))
    def words(self, message):
        """How it begins."""
        return beginning(message.body)


@admin.register(Dispatch)
class DispatchAdmin(ReadOnlyAdmin):
    """How the sending of each mail goes; it is stopped and tried again on the ticket's page."""

    list_display = ("message", "state", "due_at", "tries", "error")
    list_filter = ("message__delivery",)
    list_select_related = ("message__thread",)
    search_fields = ("message__message_id", "error")
    ordering = ("-pk",)

    @admin.display(description=_("state"))
    def state(self, dispatch):
        """How far it has come."""
        return dispatch.message.get_delivery_display()


@admin.register(Attachment)
class AttachmentAdmin(ByNumber, ReadOnlyAdmin):
    """Files; they come through our own view, which puts the download on record."""

    list_display = (
        "name",
        "download",
        "ticket",
        "content_type",
        "size",
        "uploaded_by",
        "created_at",
    )
    list_select_related = ("ticket", "uploaded_by")
    search_fields = ("name",)
    date_hierarchy = "created_at"
    ordering = ("-id",)
    fields = (
        "name", "download", "ticket", "note", "message", "content_type", "size", "sha256",
        "uploaded_by", "created_at",
    )  # fmt: skip
    readonly_fields = ("download",)

    @admin.display(description=_("download"))
    def download(self, file):
        """A link to the file."""
        return link_to(file)
