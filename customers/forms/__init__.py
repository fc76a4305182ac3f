"""Forms and fields about customers and companies that several screens share."""
