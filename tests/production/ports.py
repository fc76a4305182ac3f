"""Ports for servers that a test starts."""

import socket


def free_port():
    """Return a port of this machine that is free just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
