"""One's own page: name, photo, time zone, theme, sessions."""
