"""The addresses of tickets, each screen's in its own folder."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"tickets.{screen}.urls"))
    for screen in ("queue", "new_ticket", "ticket", "overview", "trail", "handover")
]
