"""Through what a change came in, and from which address: the `via` and `ip` of events.

Context variables, so that verbs need no further argument: a middleware says "web" or "admin",
a management command is "command" without saying anything.
"""

from contextlib import contextmanager
from contextvars import ContextVar

_via = ContextVar("via", default="command")
_ip = ContextVar("ip", default=None)


def current_via():
    """Return what is in use: "web", "admin", "mail" or "command"."""
    return _via.get()


def current_ip():
    """Return the address that the request came from; None where there is no request."""
    return _ip.get()


@contextmanager
def coming_via(via, ip=None):
    """Within the block, record every event as having come through `via`, from `ip`."""
    token, address = _via.set(via), _ip.set(ip)
    try:
        yield
    finally:
        _ip.reset(address)
        _via.reset(token)
