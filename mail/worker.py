"""The mailroom: sends due emails, reads emails that were left unread, watches every mailbox.

Each task runs in a thread of its own, so that a server that hangs delays nothing else. Any
number of mailrooms may run at once, on any number of machines.
"""

import logging
import threading
import time

from django.db import Error as DatabaseProblem
from django.db import close_old_connections

from mail import servers
from mail.imap.address import mailboxes
from mail.imap.watching import Watch, fetch_once
from mail.incoming import receiving
from mail.keeping import OUTSIDE, keep_repeating
from mail.outgoing import sending

log = logging.getLogger(__name__)

SEND_EVERY, READ_EVERY, SIGN_EVERY = 2, 20, 60
BATCH = 100
# Seconds, enough for most servers to take one email: an email whose sending is killed may be
# sent twice.
PATIENCE = 10
# Fetching and reading may be stopped at any time: they are repeated without harm.
SHORT_PATIENCE = 2


class Mailroom:
    """All work outside of the web process. Raises `BadAddress` for a wrong MAILBOX_URL."""

    def __init__(self):
        self.stopped = threading.Event()
        self.watches = [Watch(address, self.stopped) for address in mailboxes()]
        self.signed = float("-inf")

    def run(self):
        """Work until another thread calls `stop`."""
        works = {"sending": self._keep_sending, "reading": self._keep_reading}
        works |= {watch.address.public: watch.run for watch in self.watches}
        threads = [
            threading.Thread(target=work, name=name, daemon=True) for name, work in works.items()
        ]
        for thread in threads:
            thread.start()
        log.info("the mailroom watches %d mailboxes", len(self.watches))
        while not self.stopped.wait(60):
            pass
        self._wait_for(threads)

    def _wait_for(self, threads):
        """Let each thread finish what it is doing, but do not wait for a server that hangs."""
        for watch in self.watches:
            watch.interrupt()
        began = time.monotonic()
        for thread in threads:
            patience = PATIENCE if thread.name == "sending" else SHORT_PATIENCE
            thread.join(max(0, began + patience - time.monotonic()))
        left = [thread.name for thread in threads if thread.is_alive()]
        log.info("the mailroom ends%s", f"; still running: {left}" if left else "")

    def stop(self):
        """Tell all threads to stop."""
        self.stopped.set()

    def send(self):
        """Send due emails, and record once a minute that the mailroom runs."""
        if time.monotonic() > self.signed + SIGN_EVERY:
            servers.note_ok(servers.MAILROOM)
            self.signed = time.monotonic()
        while sending.send_due(BATCH, self.stopped.is_set) == BATCH:
            pass

    def _keep_sending(self):
        keep_repeating(
            self.send, name="sending", stopped=self.stopped, rest=self._waiting(SEND_EVERY)
        )

    def _keep_reading(self):
        work = receiving.read_left_over
        keep_repeating(work, name="reading", stopped=self.stopped, rest=self._waiting(READ_EVERY))

    def _waiting(self, seconds):
        """Return a function that waits for `seconds`."""
        return lambda: self.stopped.wait(seconds)


def work_once():
    """Do each task once, one after the other; return what went wrong, in words."""
    room, wrong = Mailroom(), []
    works = [
        (watch.address.public, lambda w=watch: fetch_once(w.address)) for watch in room.watches
    ]
    works += [("reading", receiving.read_left_over), ("sending", room.send)]
    for name, work in works:
        try:
            work()
        except Exception as problem:
            log.warning("%s failed", name, exc_info=not isinstance(problem, OUTSIDE))
            wrong.append(f"{name}: {servers.error_line(problem)}")
            if isinstance(problem, DatabaseProblem):
                close_old_connections()  # the next task opens a new one if this one broke
    return wrong
