"""Starts mailrooms that die.

    python -m tests.mail.servers.kills.nursery < one JSON object a line, {"point": …, "times": 3} or
    {"after": 0.2}; answers each with a line when that mailroom is dead

It is a program of its own, without threads and connections, and so may fork: a mailroom then lives
within milliseconds. What a real one does every few seconds, these do all the time, and a lease is
short.
"""

import json
import os
import signal
import sys
import threading
from datetime import timedelta
from functools import partial

# Whoever dies at a point that nobody passes shall not live for ever.
LONGEST_LIFE = 2
LEASE = timedelta(seconds=2)


def hurry():
    """Let a mailroom do at once what it does now and then."""
    from mail import worker
    from mail.incoming import receiving
    from tickets.models import dispatch

    dispatch.LEASE = LEASE
    worker.SEND_EVERY, worker.READ_EVERY = 0.05, 0.5
    again = partial(receiving.read_left_over, older_than=timedelta(seconds=3))
    receiving.read_left_over = again


def live(order):
    """Be a mailroom that dies at its point, or is killed from outside."""
    from mail.worker import Mailroom
    from tests.mail.servers.kills.points import die_at

    hurry()
    if "point" in order:
        die_at(order["point"], order["times"])
    Mailroom().run()


def raise_one(order):
    """Start a mailroom as ordered and see it die; return what is known of that."""
    child = os.fork()
    if child == 0:
        try:
            live(order)
        finally:
            os._exit(0)
    killer = threading.Timer(order.get("after", LONGEST_LIFE), os.kill, [child, signal.SIGKILL])
    killer.start()
    os.waitpid(child, 0)
    killer.cancel()
    killer.join()
    return {"point": order.get("point", "anywhere")}


def main():
    """Raise one mailroom after the other."""
    import django

    django.setup()
    import tests.mail.servers.kills.points  # noqa: F401 - loads all there is to load, once

    for line in sys.stdin:
        sys.stdout.write(json.dumps(raise_one(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
