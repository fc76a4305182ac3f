"""The pages of one email: what was said, all of it, and the original with its files."""
