"""The URLs of the app; each screen's URLs are in its own folder."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"mail.{screen}.urls"))
    for screen in ("inbox", "mailroom", "emails", "development")
]
