"""Fetches emails from folders on IMAP servers, which MAILBOX_URL names."""
