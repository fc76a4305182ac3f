"""Hooks for every test. Fixtures that people share live in tests/conftest.py."""

import os

from hypothesis import settings

pytest_plugins = ["tests.plugins.triggers", "tests.plugins.tools"]

if os.environ.get("CI"):
    # A run that judges a change tries the same examples each time; a laptop looks for new ones.
    settings.register_profile("ci", derandomize=True)
    settings.load_profile("ci")
