"""One's own pages, and the faces of colleagues."""

from accounts.views.photo import photo
from accounts.views.profile import my_photo, profile, theme
from accounts.views.sessions import passkeys, session

__all__ = ["my_photo", "passkeys", "photo", "profile", "session", "theme"]
