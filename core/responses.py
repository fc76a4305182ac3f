"""How every screen answers: a page to a browser, its fragment to htmx, errors as 422.

Templates come in pairs where both are asked for: `tickets/new_ticket/new_ticket.html` is the page
and includes `tickets/new_ticket/_form.html`, which htmx gets alone.
"""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from core.refusals import Refusal


class SeeOther(HttpResponseRedirect):
    """The answer to a form that did something: look there now, by GET."""

    status_code = 303


def show(
    request: Any, page: str, fragment: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Answer with `page`, or with `fragment` where htmx asks for it."""
    wanted = fragment if request.htmx and not request.htmx.history_restore_request else page
    response = render(request, wanted, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def go(request: Any, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Leave for another page: a model with its own URL, a URL name with its arguments, a path."""
    url = resolve_url(to, *args, **kwargs)
    return HttpResponseClientRedirect(url) if request.htmx else SeeOther(url)


def is_our_path(url: str) -> bool:
    """Whether `url` is a path of ours: neither another site's nor the bare name of a view."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, None)


def attempt(form: Any, *, by: AbstractBaseUser) -> Any:
    """Save `form` if it is right and return what `save` returned, else None.

    A `Refusal` becomes an error of the form, and `form.refusal` says which it was. Raises
    `Unseen` (404) and `NotAllowed` (403) for what is not theirs to see or to change.
    """
    form.refusal = None
    if not form.is_valid():
        return None
    try:
        return form.save(by=by)
    except Refusal as refusal:
        form.refusal = refusal
        form.refuse(refusal)
        return None
