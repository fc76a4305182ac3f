"""The customer's side of a ticket: mail that comes in and mail that goes out."""
