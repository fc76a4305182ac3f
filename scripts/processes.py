"""Child processes that end together with the process that started them."""

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

    Ctrl-C in the terminal then reaches only this process, and `stop` ends the others in order.
    """
    return subprocess.Popen(command, start_new_session=True, preexec_fn=_end_with_parent, **options)


def stop(process, *, sig=signal.SIGTERM, patience=15):
    """End a program of `start` and its children: by `sig`, after `patience` seconds by force."""
    if process.poll() is None:
        process.send_signal(sig)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


def outlive(process):
    """Wait for a child in our own process group to end, whatever signal comes.

    Ctrl-C in the terminal reaches the child directly; SIGTERM is passed on to it.
    """
    signal.signal(signal.SIGINT, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda *_: process.terminate())
