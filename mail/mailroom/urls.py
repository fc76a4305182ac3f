"""The mailroom page, blocked senders, upload."""

from django.urls import path

from mail.mailroom import views

urlpatterns = [
    path("inbox/blocked/", views.blocked, name="blocked"),
    path("inbox/blocked/<int:pk>/lift/", views.lift_block, name="lift_block"),
    path("inbox/upload/", views.upload_email, name="upload_email"),
    path("mail/", views.mailroom, name="mailroom"),
    path("mail/check/", views.mail_check, name="mail_check"),
    path("mail/<int:pk>/read-again/", views.read_again, name="read_again"),
]
