"""The kinds of events of tickets, and their descriptions."""
