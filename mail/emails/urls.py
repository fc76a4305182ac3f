"""One email: its three views, its frame, its pictures, its bytes."""

from django.urls import path

from mail.emails import views

urlpatterns = [
    path("tickets/<int:pk>/emails/<int:message_id>/", views.email, name="email"),
    path(
        "tickets/<int:pk>/emails/<int:message_id>/full/",
        views.email,
        {"view": "email_full"},
        name="email_full",
    ),
    path(
        "tickets/<int:pk>/emails/<int:message_id>/original/",
        views.email,
        {"view": "email_original"},
        name="email_original",
    ),
    path("tickets/<int:pk>/emails/<int:message_id>/frame/", views.email_frame, name="email_frame"),
    path("tickets/<int:pk>/emails/<int:message_id>/email.eml", views.email_eml, name="email_eml"),
    path(
        "tickets/<int:pk>/emails/<int:message_id>/images/<int:file_id>/",
        views.email_image,
        name="email_image",
    ),
]
