"""Email: what comes in, what goes out, and the pages on which people read it and decide on it."""
