"""One ticket: its page, its properties, what is written on it, its files.

Addresses are nouns; what changes something is POST.
"""

from django.urls import path

from tickets.properties import PROPERTIES
from tickets.ticket.modes import MODES
from tickets.ticket.views import (
    conversation,
    delivery,
    files,
    page,
    properties,
    undo,
    versions,
)

urlpatterns = [
    path("tickets/<int:pk>/", page.ticket, name="ticket"),
    path("tickets/<int:pk>/next/", page.next_ticket, name="next_ticket"),
    path("tickets/<int:pk>/previous/", page.previous_ticket, name="previous_ticket"),
    path("tickets/<int:pk>/timeline/", page.timeline, name="timeline"),
    *(
        path(
            f"tickets/<int:pk>/{prop.on_page.path}/",
            properties.view_of(prop),
            name=prop.on_page.url,
        )
        for prop in PROPERTIES.values()
    ),
    path(
        "tickets/<int:pk>/subject/versions/",
        versions.text_versions,
        {"field": "subject"},
        name="subject_versions",
    ),
    path(
        "tickets/<int:pk>/description/versions/",
        versions.text_versions,
        {"field": "description"},
        name="description_versions",
    ),
    path(
        "tickets/<int:pk>/notes/<int:note_id>/versions/",
        versions.note_versions,
        name="note_versions",
    ),
    path("tickets/<int:pk>/notes/<int:note_id>/", conversation.note, name="note"),
    path(
        "tickets/<int:pk>/notes/<int:note_id>/hidden/",
        conversation.note_hidden,
        name="note_hidden",
    ),
    *(
        path(f"tickets/<int:pk>/{mode.path}/", conversation.view_of(mode), name=mode.url)
        for mode in {mode.url: mode for mode in reversed(MODES.values())}.values()
    ),
    path(
        "tickets/<int:pk>/emails/<int:message_id>/state/", delivery.email_state, name="email_state"
    ),
    path(
        "tickets/<int:pk>/emails/<int:message_id>/undo-send/", delivery.undo_send, name="undo_send"
    ),
    path(
        "tickets/<int:pk>/emails/<int:message_id>/retry/", delivery.email_retry, name="email_retry"
    ),
    path(
        "tickets/<int:pk>/emails/<int:message_id>/again/", delivery.email_again, name="email_again"
    ),
    path("tickets/<int:pk>/attachments/", files.attachments, name="attachments"),
    path("tickets/<int:pk>/files.zip", files.files_zip, name="files_zip"),
    path("tickets/<int:pk>/files/<int:file_id>/", files.file, name="file"),
    path("tickets/<int:pk>/files/<int:file_id>/thumbnail/", files.thumbnail, name="thumbnail"),
    path("undo/<int:event_id>/", undo.undo, name="undo"),
]
