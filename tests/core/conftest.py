"""What core does is shown on tickets: their fixtures are ours too."""

from tests.tickets.conftest import by_htmx, own_files, ticket, upload

__all__ = ["by_htmx", "own_files", "ticket", "upload"]
