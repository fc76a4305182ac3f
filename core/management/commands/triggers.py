"""`manage.py triggers`: install the trail's triggers again, and list them."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from core import triggers


class Command(BaseCommand):
    """Repair and show the triggers of the append-only tables."""

    help = "Installs the triggers that keep the trail append-only, and lists them."

    def handle(self, **options: Any) -> None:
        """Install, then print one trigger a line."""
        triggers.install(connection)
        for _table, name in sorted(triggers.present(connection)):
            self.stdout.write(name)
