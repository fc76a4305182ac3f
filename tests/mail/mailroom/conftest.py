"""Emails that wait in the inbox."""

from tests.mail.inbox.conftest import known

__all__ = ["known"]
