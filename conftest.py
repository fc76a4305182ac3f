"""Hooks for every test. Fixtures that people share live in tests/conftest.py."""

pytest_plugins = ["tests.plugins.guards", "tests.plugins.tools"]
