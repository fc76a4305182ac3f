"""The environment, with what an ignored `.env` file adds; settings and gunicorn read it."""

import contextlib
import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if (BASE_DIR / ".env").exists():
    environ.Env.read_env(BASE_DIR / ".env")


def secret_key(folder, *, may_make):
    """Return the key that is kept in `folder`; make it first, if that is allowed.

    Raises ImproperlyConfigured if it is not: a server must be told its key.
    """
    if not may_make:
        raise ImproperlyConfigured(
            "Set SECRET_KEY, or LOCAL=1 to try the helpdesk on this machine."
        )
    path = folder / "secret_key"
    if not path.exists():
        # Linked whole into its place: of two processes that start together, one makes the key.
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(get_random_secret_key())
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text()
