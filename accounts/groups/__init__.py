"""The pages on which admins see and manage groups."""
