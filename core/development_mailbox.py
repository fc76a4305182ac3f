"""Emails without a mail server: each becomes a file in a folder, and can be looked at."""

import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from core import clock

NAME = re.compile(r"\d{8}-\d{6}-\d{6}-[0-9a-f]{6}\.eml", re.ASCII)


class EmailBackend(BaseEmailBackend):
    """Puts each email into the folder EMAIL_FILE_PATH, named by its time."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the emails; return how many. Raises OSError if one cannot be stored."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{clock.now():%Y%m%d-%H%M%S-%f}-{secrets.token_hex(3)}.eml"
            fresh = folder / f"{name}.part"
            fresh.write_bytes(message.message().as_bytes())
            os.replace(fresh, folder / name)  # so that no reader finds half an email
        return len(email_messages)


def is_shown() -> bool:
    """Whether the folder may be looked at in a browser: on one's own machine, without a server."""
    return settings.LOCAL and f"{__name__}.EmailBackend" == settings.EMAIL_BACKEND


def newest(most: int) -> list[Path]:
    """Return the files of the last emails, the newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    names = sorted(os.listdir(folder), reverse=True) if folder.is_dir() else []
    return [folder / name for name in names if NAME.fullmatch(name)][:most]


def find(name: str) -> Path | None:
    """Return the file of the email with this name, or None."""
    path = Path(settings.EMAIL_FILE_PATH) / name
    return path if NAME.fullmatch(name) and path.is_file() else None
