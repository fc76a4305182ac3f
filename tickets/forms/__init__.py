"""Forms and fields that several screens of tickets share."""
