"""The addresses of email, each screen's in its own folder."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"mail.{screen}.urls"))
    for screen in ("inbox", "mailroom", "emails", "development")
]
