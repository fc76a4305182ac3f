"""The ground of every page in the Django admin: our site, our lists, verbs instead of saving."""
