"""Email from folders on IMAP servers: MAILBOX_URL says which."""
