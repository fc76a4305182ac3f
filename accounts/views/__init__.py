"""One's own pages, the faces of colleagues, and what admins do with people."""

from accounts.views.people import (
    edit_person,
    invitation,
    new_group,
    new_person,
    person_sessions,
    reactivation,
    second_factor,
)
from accounts.views.photo import photo
from accounts.views.profile import my_photo, profile, theme
from accounts.views.sessions import passkeys, session

__all__ = [
    "edit_person",
    "invitation",
    "my_photo",
    "new_group",
    "new_person",
    "passkeys",
    "person_sessions",
    "photo",
    "profile",
    "reactivation",
    "second_factor",
    "session",
    "theme",
]
