"""The development mailbox."""

from django.urls import path

from mail.development import views

urlpatterns = [
    path("development/mail/", views.development_mail, name="development_mail"),
    path("development/mail/<str:file>/", views.development_email, name="development_email"),
]
