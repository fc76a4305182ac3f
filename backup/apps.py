from django.apps import AppConfig


class BackupConfig(AppConfig):
    """Two commands and no tables."""

    name = "backup"
