"""The product's settings for a process that works beside a test: see `beside`."""

import os

from helpdesk.settings import *  # noqa: F403
from helpdesk.settings import DATABASES

DATABASES["default"]["NAME"] = os.environ["TEST_DATABASE"]
MEDIA_ROOT = os.environ["TEST_MEDIA"]
