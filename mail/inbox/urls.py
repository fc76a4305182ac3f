"""The inbox and the decisions on incoming email."""

from django.urls import path

from mail.inbox import originals, views

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<int:pk>/", views.inbox_email, name="inbox_email"),
    path("inbox/<int:pk>/discard/", views.inbox_discard, name="inbox_discard"),
    path("inbox/<int:pk>/restore/", views.inbox_restore, name="inbox_restore"),
    path("inbox/<int:pk>/file/", views.inbox_file, name="inbox_file"),
    path("inbox/<int:pk>/block/", views.inbox_block, name="inbox_block"),
    path("inbox/undo/<int:event_id>/", views.inbox_undo, name="inbox_undo"),
    path("inbox/decided/", views.inbox_decided, name="inbox_decided"),
    path("inbox/<int:pk>/original.eml", originals.inbox_original, name="inbox_original"),
    path("inbox/<int:pk>/files/<int:number>/", originals.inbox_attachment, name="inbox_attachment"),
]
