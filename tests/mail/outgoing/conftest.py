"""Emails that are due as soon as they are written, and a look at what left the house."""

import pytest
from django.core import mail

from mail.outgoing import send_due


@pytest.fixture(autouse=True)
def no_pause(settings):
    """Nobody waits for an undo, and email goes into `django.core.mail.outbox`."""
    settings.UNDO_SEND = 0


@pytest.fixture
def sent(db):
    """Return a function that sends what is due, and gives the emails that went out by it."""

    def send():
        before = len(mail.outbox)
        send_due()
        return [letter.message() for letter in mail.outbox[before:]]

    return send
