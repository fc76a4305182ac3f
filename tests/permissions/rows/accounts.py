"""Signing in, one's own pages, people and groups."""

ROWS = []
WILDCARDS = []
