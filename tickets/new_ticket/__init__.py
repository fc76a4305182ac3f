"""A new ticket: its form, with the customer found or created in the same step."""
