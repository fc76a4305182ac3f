"""Customers and companies edited in place, one part of the page at a time."""
