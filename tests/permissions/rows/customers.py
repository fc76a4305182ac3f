"""Customers and companies: seen by every agent; their tickets only by who sees each."""

ROWS = []
