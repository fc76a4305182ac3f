"""How emails come in: stored raw, placed, filed to a ticket, or put into the inbox."""
