"""Through what a change came in, and from which address: the `via` and `ip` of events.

Context variables, so that verbs need no further argument: a middleware says "web" or "admin",
a management command is "command" without saying anything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_via: ContextVar[str] = ContextVar("via", default="command")
_ip: ContextVar[str | None] = ContextVar("ip", default=None)


def current_via() -> str:
    """Return what is in use: "web", "admin", "mail" or "command"."""
    return _via.get()


def current_ip() -> str | None:
    """Return the address that the request came from; None where there is no request."""
    return _ip.get()


@contextmanager
def coming_via(via: str, ip: str | None = None) -> Iterator[None]:
    """Within the block, record every event as having come through `via`, from `ip`."""
    token, address = _via.set(via), _ip.set(ip)
    try:
        yield
    finally:
        _ip.reset(address)
        _via.reset(token)
