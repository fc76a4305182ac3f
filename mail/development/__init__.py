"""The development mailbox: email kept on a machine without a mail server, and a page to read it."""
