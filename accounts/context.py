"""Through which door a change came in: the `via` of every event.

A context variable, so that verbs need no further argument: a middleware says "web" or "admin",
a management command is "command" without saying anything.
"""

from contextlib import contextmanager
from contextvars import ContextVar

_via = ContextVar("via", default="command")


def current_via():
    """Return the door in use: "web", "admin", "mail" or "command"."""
    return _via.get()


@contextmanager
def coming_via(door):
    """Within the block, record every event as having come through `door`."""
    token = _via.set(door)
    try:
        yield
    finally:
        _via.reset(token)
