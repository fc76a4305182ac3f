"""What pytest itself needs to know here; the cast of the story is in tests/conftest.py."""
