"""Forms of the ticket page: what is typed becomes a call of a verb."""
