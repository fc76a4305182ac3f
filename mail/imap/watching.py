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

# We look so often, also where the server tells of new email by itself (IDLE): a word of it that
# comes together with its answer to IDLE is easily missed. It must be less than 29 minutes.
EVERY = 60
LONGEST_PAUSE = 300


class Watch:
    """Takes in what comes into one folder; holds the connection from round to round."""

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
        """Connect if need be, and take in what is new; return how many emails that were.

        Raises what went wrong, after noting it.
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
        """Wait for new email, a while, or until told to stop."""
        try:
            if self.client.has_capability("IDLE"):
                self._idle()
            else:
                self.stopped.wait(EVERY)
        except BaseException:
            self.drop()
            raise

    def drop(self):
        """Let go of the connection."""
        client, self.client, self.folder = self.client, None, None
        if client is not None:
            hang_up(client)

    def interrupt(self):
        """End what the watch waits for, from another thread; `stopped` is set before."""
        client = self.client
        if client is not None:
            with suppress(OSError):
                client.socket().shutdown(socket.SHUT_RDWR)

    def _idle(self):
        """Let the server tell of new email; whatever it says, the next round looks what it is."""
        self.client.idle()
        until = time.monotonic() + EVERY
        waiting = select.poll()
        waiting.register(self.client.socket(), select.POLLIN)
        while not self.stopped.is_set() and time.monotonic() < until:
            if waiting.poll(500):
                break
        self.client.idle_done()

    def _note(self, problem):
        """Note what went wrong, unless it is the database that did."""
        if isinstance(problem, DatabaseProblem):
            return
        kind = "" if isinstance(problem, FAILURES) else f"{type(problem).__name__}: "
        with suppress(DatabaseProblem):
            servers.note_failure(self.address.public, kind + servers.error_line(problem))


def fetch_once(address):
    """Take in what is new in a mailbox, and leave; return how many emails. Raises as `round`."""
    watch = Watch(address, Event())
    try:
        return watch.round()
    finally:
        watch.drop()
