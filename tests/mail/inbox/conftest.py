"""Emails that wait in the inbox."""

import pytest

from mail import signing
from tests.mail.conftest import a_mail, arrive

LUCIA = "Lucia Fernandez <lucia@delta.example>"


@pytest.fixture
def known(sarah):
    """Sarah's email that answers nothing of ours."""
    raw = a_mail(
        "It hurts.\n\nOn Monday, Alex wrote:\n> Does it?", Subject="Another thing",
        Message_ID="<two@acme.example>", files=[("log.txt", b"one line")],
    )  # fmt: skip
    return arrive(raw)


@pytest.fixture
def unknown(db):
    """A stranger's email."""
    headers = {"Subject": "Before we sign", "Message_ID": "<three@delta.example>"}
    return arrive(From=LUCIA, **headers)


@pytest.fixture
def stranger(ticket, written):
    """A stranger's email to the reply address of Sarah's ticket, which Alex holds."""
    to = signing.reply_address(written.thread)
    return arrive(From="Eve <eve@evil.example>", To=to, Message_ID="<four@evil.example>")
