"""Incoming and outgoing emails, and the pages on which people read them and decide on them."""
