"""Signing in: password, second factor, passkey; and the pages around them."""
