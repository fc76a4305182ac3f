"""The inbox: email that waits for a person's decision, and what was decided."""
