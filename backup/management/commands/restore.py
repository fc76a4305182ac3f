"""`manage.py restore`: an empty helpdesk becomes what an archive holds."""

from django.core.management.base import BaseCommand, CommandError

from accounts.adapters.second_factor import keys_fit
from backup.archive import ArchiveRefused
from backup.restoring import restore
from backup.stopping import unwinding
from backup.target import NotEmpty


class Command(BaseCommand):
    """Restore an archive and say what came back."""

    help = "Restores an archive of `manage.py backup` into an empty database and storage."

    def add_arguments(self, parser):
        """Declare what is restored."""
        parser.add_argument("archive", help="the file that `manage.py backup` wrote")

    def handle(self, *, archive, **options):
        """Restore, or refuse in words with nothing changed."""
        try:
            with unwinding():
                report = restore(archive)
        except (ArchiveRefused, NotEmpty, OSError) as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        self.stdout.write(
            f"Restored as of {report.made_at:%Y-%m-%d %H:%M} UTC: {report.rows} rows of "
            f"{report.tables} tables and {report.files} files. Everybody signs in anew."
        )
        for name in report.missing:
            self.stderr.write(f"This file was missing already when the archive was made: {name}")
        if not keys_fit():
            self.stderr.write(
                "The second factors were encrypted with another SECRET_KEY. "
                "Put that one into SECOND_FACTOR_KEYS, or reset them person by person."
            )
