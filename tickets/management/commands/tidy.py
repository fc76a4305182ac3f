"""`manage.py tidy`: throw away what was only kept for a while. To be run every night."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from tickets.models import Upload


class Command(BaseCommand):
    """Files that no form took in time, and sessions that have ended; nothing of a ticket."""

    help = "Throws away staged files that no form took in two days, and sessions that have ended."

    def handle(self, **options):
        """Tidy up, and say how much there was."""
        gone = 0
        for upload in Upload.expired().iterator():
            upload.discard()
            gone += 1
        call_command("clearsessions")
        self.stdout.write(f"{gone} staged files were thrown away.")
