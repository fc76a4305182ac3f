"""The addresses of customers and companies."""

from django.urls import include, path

urlpatterns = [
    path("", include(f"customers.{screen}.urls"))
    for screen in ("finding", "new", "customers", "companies", "parts")
]
