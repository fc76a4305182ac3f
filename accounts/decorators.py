"""What views are wrapped in: pages that only admins have, and allauth's views in our ways."""

from functools import partial, wraps

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

PEOPLE_AND_GROUPS = _("Only admins manage people and groups.")


def admins_only(view=None, *, words=PEOPLE_AND_GROUPS):
    """Return `view` for admins; for agents it raises PermissionDenied with `words`."""
    if view is None:
        return partial(admins_only, words=words)

    @wraps(view)
    def answer(request, *args, **kwargs):
        if not request.user.is_admin:
            raise PermissionDenied(words)
        return view(request, *args, **kwargs)

    return answer


def plain(view):
    """Let an allauth view answer as ours do: 422 with a form that has errors, 405 to a DELETE.

    Django's generic views delete on DELETE, past the trail, and take a PUT for a POST.
    """

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        form = (getattr(response, "context_data", None) or {}).get("form")
        if form is not None and form.is_bound and form.errors and response.status_code == 200:
            response.status_code = 422
        return response

    return answer


def untold(view):
    """Let a page whose address lets somebody in tell that address to no other page.

    A link that works is left at once for an address without its token; one that is over is not.
    """

    @wraps(view)
    def answer(request, *args, key, **kwargs):
        response = view(request, *args, key=key, **kwargs)
        if key != "set-password":  # from there a form is sent, which needs its Origin
            response["Referrer-Policy"] = "no-referrer"
        return response

    return answer
