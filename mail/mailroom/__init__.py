"""The mailroom page: how the mail servers do, whose email is held back, email by upload."""
