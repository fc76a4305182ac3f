"""What happened on a ticket, in words."""
