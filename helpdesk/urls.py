"""Every URL of the helpdesk."""

from django.contrib import admin
from django.urls import path

handler500 = "helpdesk.errors.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
]
