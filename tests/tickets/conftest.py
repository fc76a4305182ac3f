"""What tests of tickets share."""

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from tickets.models import Ticket, Upload


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Stored files go into a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def ticket(sarah, maria):
    """Sarah's ticket, held by nobody."""
    return Ticket.create(customer=sarah, subject="Cannot access dashboard", by=maria)


NEW, STEP = "/tickets/new/", "/tickets/new/customer/"


@pytest.fixture
def filled():
    """Return a function that gives what a filled form sends."""

    def data(**changes):
        given = {
            "who": "", "customer": "", "subject": "Cannot access dashboard",
            "description": "Unable to log in", "priority": "3", "channel": "phone",
            "holder": "", "tags": "", "nonce": str(uuid4()),
        }  # fmt: skip
        return {**given, **changes}

    return data


@pytest.fixture
def by_htmx(ticket):
    """The headers of a request that htmx makes from the ticket's page."""
    page = f"http://testserver/tickets/{ticket.pk}/"
    return {"HX-Request": "true", "HX-Current-URL": page}


@pytest.fixture
def upload():
    """Return a function that stages a file: `upload(alex, "a.txt", b"words")`."""

    def stage(owner, name, content=b"words"):
        return Upload.stage(ContentFile(content, name=name), owner=owner)

    return stage
