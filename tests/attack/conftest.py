"""What every attack needs."""

import pytest

from tests.attack.walking import Walk
from tests.permissions.scene import Scene


@pytest.fixture
def walk(db, settings, tmp_path):
    """A walk through all forms, as often as one likes; files in a folder of this test."""
    settings.MEDIA_ROOT = tmp_path
    settings.ACCOUNT_RATE_LIMITS = {}
    return Walk(Scene())
