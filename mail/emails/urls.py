"""One email: its three views, its frame, its pictures, its bytes."""

from django.urls import path

from mail.emails import views

urlpatterns = [
    path("tickets/<int:pk>/mails/<int:message_id>/", views.mail, name="mail"),
    path(
        "tickets/<int:pk>/mails/<int:message_id>/full/",
        views.mail,
        {"view": "mail_full"},
        name="mail_full",
    ),
    path(
        "tickets/<int:pk>/mails/<int:message_id>/original/",
        views.mail,
        {"view": "mail_original"},
        name="mail_original",
    ),
    path("tickets/<int:pk>/mails/<int:message_id>/frame/", views.mail_frame, name="mail_frame"),
    path("tickets/<int:pk>/mails/<int:message_id>/mail.eml", views.mail_eml, name="mail_eml"),
    path(
        "tickets/<int:pk>/mails/<int:message_id>/images/<int:file_id>/",
        views.mail_image,
        name="mail_image",
    ),
]
