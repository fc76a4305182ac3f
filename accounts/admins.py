"""Pages that only admins have: to anybody else they say 403 and tell nothing."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


def admins_only(view):
    """Return `view` for admins; it raises PermissionDenied for agents."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if not request.user.is_admin:
            raise PermissionDenied(_("Only admins manage people and groups."))
        return view(request, *args, **kwargs)

    return answer
