"""What tests of tickets share."""

import pytest

from tickets.models import Ticket


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Stored files go into a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def ticket(sarah, maria):
    """Sarah's ticket, held by nobody."""
    return Ticket.create(customer=sarah, subject="Cannot access dashboard", by=maria)
