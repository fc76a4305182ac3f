"""The trail of everything: all events as one list, for admins."""
