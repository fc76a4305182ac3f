"""One mailbox, watched for as long as the mailroom runs."""

import logging
import select
import socket
import time
from contextlib import suppress
from threading import Event

from django.db import Error as DatabaseProblem

from mail import servers
from mail.imap.connecting import FAILURES, connect, hang_up
from mail.imap.fetching import Folder
from mail.keeping import keep_repeating

log = logging.getLogger(__name__)

# How often we look for new emails, in seconds, even if the server announces them (IDLE): an
# announcement that comes together with its answer to IDLE is easily missed. IDLE must be renewed
# within 29 minutes.
EVERY = 60
LONGEST_PAUSE = 300


class Watch:
    """Fetches new emails from one folder; keeps the connection between rounds."""

    def __init__(self, address, stopped):
        self.address, self.stopped = address, stopped
        self.client = self.folder = None
        self.refused = {}

    def run(self):
        """Watch until told to stop."""
        name = self.address.public
        keep_repeating(
            self.round, name=name, stopped=self.stopped, rest=self.rest, longest=LONGEST_PAUSE
        )
        self.drop()

    def round(self):
        """Connect if necessary, and fetch new emails; return how many there were.

        Raises any error, after it is recorded.
        """
        try:
            if self.folder is None:
                self.client = connect(self.address)
                stopped = self.stopped.is_set
                self.folder = Folder(
                    self.client, self.address, stopped=stopped, refused=self.refused
                )
            count = self.folder.take_in()
        except BaseException as problem:
            self.drop()
            if not self.stopped.is_set():
                self._note(problem)
            raise
        if count:
            log.info("%s: took in %d emails", self.address.public, count)
        return count

    def rest(self):
        """Wait for new emails, for some time or until told to stop."""
        try:
            if self.client.has_capability("IDLE"):
                self._idle()
            else:
                self.stopped.wait(EVERY)
        except BaseException:
            self.drop()
            raise

    def drop(self):
        """Close the connection."""
        client, self.client, self.folder = self.client, None, None
        if client is not None:
            hang_up(client)

    def interrupt(self):
        """End the waiting, from another thread; set `stopped` before."""
        client = self.client
        if client is not None:
            with suppress(OSError):
                client.socket().shutdown(socket.SHUT_RDWR)

    def _idle(self):
        """Wait until the server announces something; the next round looks what it is."""
        self.client.idle()
        until = time.monotonic() + EVERY
        waiting = select.poll()
        waiting.register(self.client.socket(), select.POLLIN)
        while not self.stopped.is_set() and time.monotonic() < until:
            if waiting.poll(500):
                break
        self.client.idle_done()

    def _note(self, problem):
        """Record an error, unless it is one of the database."""
        if isinstance(problem, DatabaseProblem):
            return
        kind = "" if isinstance(problem, FAILURES) else f"{type(problem).__name__}: "
        with suppress(DatabaseProblem):
            servers.note_failure(self.address.public, kind + servers.error_line(problem))


def fetch_once(address):
    """Fetch the new emails of a mailbox and disconnect; return how many. Raises as `round`."""
    watch = Watch(address, Event())
    try:
        return watch.round()
    finally:
        watch.drop()
