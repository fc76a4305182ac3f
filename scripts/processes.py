"""Programs that end with the one that started them."""

import ctypes
import os
import signal
import subprocess
import sys
from contextlib import suppress

PR_SET_PDEATHSIG = 1


def _end_with_parent():
    """Ask Linux to end this process when its parent dies, even by SIGKILL."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command, **options):
    """Start a program in a session of its own and return its Popen.

    A Ctrl-C in the terminal then reaches only us, and `stop` decides in which order things end.
    """
    return subprocess.Popen(command, start_new_session=True, preexec_fn=_end_with_parent, **options)


def stop(process, *, sig=signal.SIGTERM, patience=15):
    """End a program of `start` and all that it started: politely, then by force."""
    if process.poll() is None:
        process.send_signal(sig)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


def outlive(process):
    """Let a child in our own process group end before we do, whatever signal comes.

    Ctrl-C reaches it from the terminal by itself; a SIGTERM is passed on.
    """
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
