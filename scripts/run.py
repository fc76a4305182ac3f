"""`make run`: runs the helpdesk on this machine, without any preparation.

Brings the database up to date, fills an empty one with demo data, starts the processes and ends
all of them on Ctrl-C, on SIGTERM, or when one of them ends.
"""

import io
import os
import re
import signal
import socket
import sys
import threading
import urllib.request
from pathlib import Path

from core.text import number_of
from scripts.processes import start, stop

# These run at the same time, until the first of them ends.
COMMANDS = [
    [sys.executable, "-m", "gunicorn", "helpdesk.wsgi"],
    [sys.executable, "manage.py", "mailroom"],
]


def port_to_use():
    """Return the port in PORT; exit with a message if it is invalid or in use."""
    given = os.environ.setdefault("PORT", "8000")
    port = number_of(given)
    if port is None or not 0 < port < 65536:
        sys.exit(f"PORT is a number from 1 to 65535, not {given!r}.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as problem:
            sys.exit(f"Port {given} cannot be had ({problem.strerror}). Try: make run PORT=8001")
    return port


def prepare():
    """Bring database and static files up to date; return the demo's text about its sign-ins."""
    import django
    from django.core.management import CommandError, call_command, get_commands
    from django.db import OperationalError, connections

    django.setup()
    try:
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        words = io.StringIO()
        if "demo" in get_commands():
            call_command("demo", if_empty=True, stdout=words)
    except CommandError as problem:
        sys.exit(str(problem))
    except OperationalError as problem:
        sys.exit(f"The database does not answer: {problem}")
    finally:
        connections.close_all()
    call_command("collectstatic", interactive=False, verbosity=0)
    return words.getvalue()


def wants_to_stop():
    """Return an event that is set by Ctrl-C, SIGTERM or a closed terminal."""
    event = threading.Event()
    for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sig, lambda *_: event.set())
    return event


def is_left_alone(parent):
    """Tell whether the program that started us has ended or was interrupted.

    If `make` alone gets a SIGINT, not from the terminal, it waits for us and does not pass it on.
    The only sign of it is that `make` does not catch the signal any more.
    """
    if os.getppid() != parent:
        return True
    try:
        status = Path(f"/proc/{parent}/status").read_text()
        is_make = re.search(r"^Name:\tmake$", status, re.MULTILINE)
        caught = int(re.search(r"^SigCgt:\t(\w+)$", status, re.MULTILINE)[1], 16)
        ignored = int(re.search(r"^SigIgn:\t(\w+)$", status, re.MULTILINE)[1], 16)
    except OSError:
        return False
    return bool(is_make) and not (caught | ignored) >> (signal.SIGINT - 1) & 1


def answers(port):
    """Tell whether the helpdesk answers on this port."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as response:
            return response.status == 200
    except OSError:
        return False


def supervise(stopped, port, greeting):
    """Start everything, print `greeting` when the port answers, end all; return the exit code."""
    parent, greeted = os.getppid(), False
    running = []
    try:
        running += [start(command) for command in COMMANDS]
        while not stopped.wait(0.2) and not is_left_alone(parent):
            if any(process.poll() is not None for process in running):
                return 1
            if not greeted and answers(port):
                print(greeting, flush=True)
                greeted = True
        return 0
    finally:
        for process in running:
            stop(process)


def main():
    """Run until told to stop; return the exit code."""
    os.environ.setdefault("LOCAL", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helpdesk.settings")
    port = port_to_use()
    try:
        sign_ins = prepare()
    except KeyboardInterrupt:
        return 130
    stopped = wants_to_stop()
    greeting = f"\nThe helpdesk is on http://localhost:{port} (Ctrl-C ends it)\n{sign_ins}"
    return supervise(stopped, port, greeting)


if __name__ == "__main__":
    sys.exit(main())
