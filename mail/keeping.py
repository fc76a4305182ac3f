"""Work that is repeated until it is stopped, also after errors."""

import logging
import random

from django.db import Error, close_old_connections

from mail.imap.connecting import FAILURES

log = logging.getLogger(__name__)

# Errors outside of our code: a line in the log is enough, a traceback adds nothing.
OUTSIDE = (Error, *FAILURES)


def keep_repeating(work, *, name, stopped, rest, longest=60):
    """Do `work()`, then `rest()`, until the event `stopped` is set.

    An error of either is logged, and the next try follows after a pause that grows to `longest`
    seconds. Between two rounds no connection to the database is held.
    """
    failures = 0
    while not stopped.is_set():
        try:
            work()
            close_old_connections()
            if failures:
                log.info("%s: it works again", name)
            failures = 0
            rest()
        except Exception as problem:
            if stopped.is_set():
                break
            failures += 1
            pause = pause_after(failures, longest)
            words = "%s: %s: %s; again in %d s"
            said = (name, type(problem).__name__, problem, pause)
            log.warning(words, *said, exc_info=not isinstance(problem, OUTSIDE))
            close_old_connections()
            stopped.wait(pause)
    close_old_connections()


def pause_after(failures, longest):
    """Return for how many seconds to wait: random, so that processes do not retry all at once."""
    return min(longest, 2 ** min(failures, 20)) * random.uniform(0.5, 1)
