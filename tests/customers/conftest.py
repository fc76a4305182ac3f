"""What tests of customers' pages share."""

import pytest

HTMX = {"HX-Request": "true"}


def text(response):
    """The page as text."""
    return response.content.decode()


@pytest.fixture
def agent(signed_in, maria):
    """The browser of an agent in no group."""
    return signed_in(maria)
