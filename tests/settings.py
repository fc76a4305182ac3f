"""The product's settings, with what only tests need."""

import os
import tempfile

os.environ.setdefault("LOCAL", "1")

from helpdesk.settings import *  # noqa: E402,F403

MEDIA_ROOT = tempfile.mkdtemp(prefix="helpdesk-media-")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
