"""Forms about people and groups that several screens share."""
