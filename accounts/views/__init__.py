"""One's own pages, and the faces of colleagues."""

from accounts.views.photo import photo
from accounts.views.profile import my_photo, profile, theme
from accounts.views.sessions import session

__all__ = ["my_photo", "photo", "profile", "session", "theme"]
