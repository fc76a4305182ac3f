"""The addresses of signing in, of one's own pages, of people and of groups."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"accounts.{screen}.urls"))
    for screen in ("sign_in", "profile", "people", "groups")
]
