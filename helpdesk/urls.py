"""All URLs of the helpdesk."""

from django.contrib import admin
from django.urls import include, path

handler500 = "helpdesk.errors.server_error"

urlpatterns = [
    path("", include("accounts.urls")),
    path("", include("customers.urls")),
    path("", include("tickets.urls")),
    path("", include("mail.urls")),
    path("admin/", admin.site.urls),
]
