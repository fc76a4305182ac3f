"""Tickets: what the other group's agent asks for does not exist (404)."""

ROWS = []
