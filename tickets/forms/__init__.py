"""Forms: what is typed becomes a call of a verb."""
