"""Mail from folders on IMAP servers: MAILBOX_URL says which."""
