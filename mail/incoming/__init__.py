"""How email comes in: stored raw, placed, filed to a ticket, or left to people to decide on."""
