"""Email with real servers: Dovecot for what comes in, aiosmtpd for what goes out."""
