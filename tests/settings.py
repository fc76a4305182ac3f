"""The product's settings, with what only tests need.

Every test process has a folder of its own, and its database there unless DATABASE_URL names a
PostgreSQL server. It is a file, not memory: threads and processes of a test can share it.
"""

import atexit
import os
import shutil
import tempfile

FOLDER = tempfile.mkdtemp(prefix="helpdesk-tests-")
OWNER = os.getpid()


def remove_folder():
    """Clean up, but not when a process forked by a test ends."""
    if os.getpid() == OWNER:
        shutil.rmtree(FOLDER, ignore_errors=True)


atexit.register(remove_folder)

os.environ |= {"LOCAL": "1", "DEBUG": "0", "DATA_DIR": FOLDER, "SECRET_KEY": "for tests only"}
os.environ |= {"LOG_LEVEL": "WARNING", "EMAIL_URL": "", "MAILBOX_URL": "", "TRUSTED_PROXIES": "0"}
if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
    os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER}/helpdesk.sqlite3"

from helpdesk.settings import *  # noqa: E402,F403
from helpdesk.settings import DATABASES, SQLITE_OPTIONS  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER}/test.sqlite3"}
    # A test's data is worth nothing: it waits for no disk.
    SQLITE_OPTIONS["init_command"] += "PRAGMA synchronous=OFF;"

STATIC_ROOT = f"{FOLDER}/static"
os.mkdir(STATIC_ROOT)  # whitenoise warns where there is none

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
