"""`manage.py backup`: the whole helpdesk in one archive, while it is in use."""

from django.core.management.base import BaseCommand, CommandError

from backup.manifest import NotMigrated
from backup.stopping import unwinding
from backup.writing import back_up


class Command(BaseCommand):
    """Write an archive and say what is in it."""

    help = "Writes all rows and all files into one archive: a new file, or one in a folder."

    def add_arguments(self, parser):
        """Declare where it goes."""
        parser.add_argument("place", help="a folder, or the name of a file that is not there yet")

    def handle(self, *, place, **options):
        """Back up, or refuse in words; a helpdesk that misses files fails after its archive."""
        try:
            with unwinding():
                report = back_up(place)
        except (NotMigrated, OSError) as error:
            raise CommandError(f"No archive was made: {error}") from error
        size = report.path.stat().st_size / 1e6
        self.stdout.write(
            f"{report.path}: {report.rows} rows of {report.tables} tables and {report.files} files "
            f"({size:.1f} MB)"
        )
        if report.missing:
            names = "\n  ".join(report.missing)
            raise CommandError(
                "The archive is made, but these files are in no storage any more, although the "
                f"database names them:\n  {names}"
            )
