"""Large amounts of data for measurements."""
