"""The mailroom is killed, again and again, and nothing is lost."""
