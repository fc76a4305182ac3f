"""`manage.py demo`: a helpdesk to look around in, with a month of believable tickets."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from demo import load, people


class Command(BaseCommand):
    """Fill an empty database with the demo; print who can sign in."""

    help = "Fills an empty database with demo people and tickets, and prints the sign-ins."

    def add_arguments(self, parser):
        """Take --if-empty."""
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where there is data already"
        )

    def handle(self, *, if_empty, **options):
        """Refuse in words, or load and print."""
        if not settings.LOCAL:
            raise CommandError("Demo data is for trying things out: set LOCAL=1, never here.")
        if load.is_empty():
            made = load.load(timezone.now())
            self.stdout.write(f"Demo data: {made} tickets.")
        elif not if_empty:
            raise CommandError(
                "There is data in this database, and demo data would mix with it. "
                "Name an empty one by DATABASE_URL or DATA_DIR."
            )
        if load.was_loaded():
            self.print_sign_ins()

    def print_sign_ins(self):
        """Print one line a person: address, role, password."""
        self.stdout.write("Sign in as one of these, or as anybody else of the demo:")
        for address, role, password in people.sign_ins():
            self.stdout.write(f"  {address:<28} {role:<6} {password}")
