"""The environment variables and those of an optional `.env` file, for settings and gunicorn."""

import contextlib
import os
import tomllib
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if (BASE_DIR / ".env").exists():
    environ.Env.read_env(BASE_DIR / ".env")


def version():
    """Return the version of this code, from pyproject.toml."""
    return tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


def secret_key(folder, *, may_make):
    """Return the key in the folder; make it first if there is none and `may_make` is true.

    Raises ImproperlyConfigured if there is none and it is false: a server needs a SECRET_KEY.
    """
    if not may_make:
        raise ImproperlyConfigured(
            "Set SECRET_KEY, or LOCAL=1 to try the helpdesk on this machine."
        )
    path = folder / "secret_key"
    if not path.exists():
        # Written elsewhere and then linked: of two processes that start together, only one makes
        # the key, and no process reads half of it.
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(get_random_secret_key())
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text()


def database(folder, sqlite_options):
    """Return the DATABASES entry: the database of DATABASE_URL, or a SQLite file in `folder`."""
    config = env.db_url("DATABASE_URL", default=f"sqlite:///{folder / 'helpdesk.sqlite3'}")
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = sqlite_options
    else:
        config["CONN_MAX_AGE"] = 0  # the pool keeps the connections
        size = env.int("DATABASE_POOL_SIZE", default=8)
        pool = {"min_size": 1, "max_size": size, "timeout": 10}
        config.setdefault("OPTIONS", {})["pool"] = pool
    return config


def email(folder):
    """Return the settings that say where emails go: to EMAIL_URL, or into files in `folder`."""
    if env.str("EMAIL_URL", default=""):
        return env.email_url("EMAIL_URL")
    return {
        "EMAIL_BACKEND": "core.development_mailbox.EmailBackend",
        "EMAIL_FILE_PATH": str(folder / "outbox"),
    }


def private_files():
    """Return the STORAGES entry for people's files: the bucket of S3_BUCKET, else a folder.

    The bucket's keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or from the other
    places where the AWS tools look for them.
    """
    bucket = env.str("S3_BUCKET", default="")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    options = {
        "bucket_name": bucket,
        "location": env.str("S3_PREFIX", default=""),
        "endpoint_url": env.str("S3_ENDPOINT_URL", default="") or None,
        "region_name": env.str("S3_REGION", default="") or None,
    }
    # A store with its own endpoint rarely has a host name for each bucket.
    style = "path" if options["endpoint_url"] else "auto"
    return {
        "BACKEND": "helpdesk.s3.PrivateS3Storage",
        "OPTIONS": options | {"addressing_style": style},
    }
