"""`manage.py mailroom`: the process, next to the web process, that sends and fetches emails."""

import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from core import earlier_version
from mail.imap.address import BadAddress
from mail.worker import Mailroom, work_once


class Command(BaseCommand):
    """Runs until SIGTERM, SIGINT or SIGHUP; several at once do no harm."""

    help = "Sends emails that are due, and fetches emails from the folders of MAILBOX_URL."

    def add_arguments(self, parser):
        """Take --once."""
        words = "do everything once and end; 1 if something failed (for cron)"
        parser.add_argument("--once", action="store_true", help=words)

    def handle(self, *, once, **options):
        """Work, once or until a signal comes. Raises CommandError for old tables."""
        self.refuse_earlier_version()
        try:
            if once:
                self.work_once()
            else:
                self.run_on()
        except BadAddress as mistake:
            raise CommandError(f"A mailbox of MAILBOX_URL {mistake}.") from None

    @staticmethod
    def refuse_earlier_version():
        """Raise CommandError for tables that this code cannot use."""
        try:
            made_earlier = earlier_version.made_database(connection)
        except DatabaseError:
            return  # not there yet: the mailroom waits for its database as for any server
        if made_earlier:
            raise CommandError(earlier_version.START_ANEW)

    def work_once(self):
        """Do everything once. Raises CommandError with what went wrong."""
        if wrong := work_once():
            raise CommandError("\n".join(wrong))

    def run_on(self):
        """Work until a signal comes."""
        room = Mailroom()
        signals = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

        def end(*_signal):
            # In a thread, because the interrupted code may hold the lock that `stop` needs.
            threading.Thread(target=room.stop).start()

        before = {sig: signal.signal(sig, end) for sig in signals}
        try:
            room.run()
        finally:
            for sig, handler in before.items():
                signal.signal(sig, handler)
