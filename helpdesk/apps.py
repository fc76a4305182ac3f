"""App configurations of Django's own apps, with our settings."""

from django.contrib.admin.apps import AdminConfig


class HelpdeskAdminConfig(AdminConfig):
    """The Django admin with our site as its default."""

    default_site = "core.admin.site.HelpdeskAdminSite"
