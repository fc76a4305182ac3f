"""Servers that run for the tests alone."""

from uuid import uuid4

import pytest

from tests.mail.servers import dovecot, smtp


@pytest.fixture(scope="session")
def imap_server():
    """A Dovecot for all tests; each takes users of its own."""
    with dovecot.dovecot() as server:
        yield server


class Box:
    """An inbox on the server that only this test knows."""

    def __init__(self, server):
        self.server, self.user = server, f"support{uuid4().hex[:12]}"

    def __getattr__(self, name):
        """Whatever the server does, for this user."""
        return lambda *args, **kwargs: getattr(self.server, name)(self.user, *args, **kwargs)

    def flags(self):
        """The flags of each email in it, in their order."""
        with self.client() as client:
            found = client.get_flags(client.search("ALL"))
        return [set(found[uid]) for uid in sorted(found)]


@pytest.fixture
def box(imap_server):
    """An empty inbox."""
    return Box(imap_server)


@pytest.fixture
def office(settings):
    """An SMTP server that our email goes through."""
    with smtp.post_office() as server:
        server.use(settings)
        yield server
