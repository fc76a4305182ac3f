"""What measurements need: large amounts of data."""
