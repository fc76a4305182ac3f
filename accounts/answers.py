"""How every screen answers: a page to a browser, its fragment to htmx, errors as 422.

Templates come in pairs where both are asked for: `tickets/new.html` is the page and includes
`tickets/_new_form.html`, which htmx gets alone.
"""

from django.http import HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect


class SeeOther(HttpResponseRedirect):
    """The answer to a form that did something: look there now, by GET."""

    status_code = 303


def show(request, page, fragment, context, status=200):
    """Answer with `page`, or with `fragment` where htmx asks for it."""
    wanted = fragment if request.htmx and not request.htmx.history_restore_request else page
    response = render(request, wanted, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def go(request, to, *args, **kwargs):
    """Leave for another page: a model with its own URL, a URL name with its arguments, a path."""
    url = resolve_url(to, *args, **kwargs)
    return HttpResponseClientRedirect(url) if request.htmx else SeeOther(url)


def is_our_path(url):
    """Whether `url` is a path of ours: neither another site's nor the bare name of a view."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, None)
