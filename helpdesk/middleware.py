"""The middleware for every request: an id and a log line, compression, required sign-in."""

import logging
import re
import time
from secrets import token_hex
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.middleware.gzip import GZipMiddleware
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from core import unsent_forms
from helpdesk.logs import current_request_id

logger = logging.getLogger("helpdesk.request")
WELL_FORMED_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


def request_id(get_response):
    """Give the request an id, send it back as X-Request-ID and log one line about the request.

    A well-formed id from a proxy is kept, so that its lines and ours can be found together.
    """

    def middleware(request):
        given = request.headers.get("X-Request-ID", "")
        request.id = given if WELL_FORMED_ID.fullmatch(given) else token_hex(8)
        token = current_request_id.set(request.id)
        start = time.monotonic()
        try:
            response = get_response(request)
            response["X-Request-ID"] = request.id
            log_request(request, response, start)
        finally:
            current_request_id.reset(token)
        return response

    return middleware


def log_request(request, response, start):
    """Log who sent which request and its status; never the query string, which may be private."""
    facts = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "ms": round((time.monotonic() - start) * 1000),
        "user": getattr(request, "user_id", None),
    }
    logger.info("%(method)s %(path)s %(status)s %(ms)s ms", facts, extra=facts)


class CompressPagesMiddleware(GZipMiddleware):
    """Send pages compressed: a list of tickets then has a tenth of its size.

    Files are not compressed: they are streamed, most are compressed already, and browsers may
    request ranges of them. Django masks the CSRF token anew for every response, so the compressed
    length reveals nothing about it.
    """

    def process_response(self, request, response):
        """Compress HTML and nothing else."""
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Every view needs somebody signed in, unless it is marked `login_not_required`."""

    def process_view(self, request, *view):
        """Store who sent the request, for the log, and refuse it if nobody is signed in."""
        request.user_id = request.user.pk
        return super().process_view(request, *view)

    def process_response(self, request, response):
        """Forbid caches to store pages, so that Back shows none of them after signing out.

        Fragments may be stored, but not used again: after a request whose response it must not
        store, Chromium would not keep the page for Back while somebody is signed in.
        """
        if getattr(request, "user_id", None) and "Cache-Control" not in response:
            by_htmx = request.headers.get("HX-Request") == "true"
            response["Cache-Control"] = "private, no-cache" if by_htmx else "private, no-store"
        return response

    def handle_no_permission(self, request, view_func):
        """Redirect to the sign-in and, after it, back to the page, not to the URL of a form.

        htmx would load a redirect into the part of the page that sent the request; it gets a
        header to leave the page instead. What was typed is kept, see `core.unsent_forms`.
        """
        by_htmx = request.headers.get("HX-Request") == "true"
        if not by_htmx and request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        page = unsent_forms.keep_texts(request) if request.method == "POST" else None
        page = page or path_of_header(request, "HX-Current-URL" if by_htmx else "Referer")
        sign_in = redirect_to_login(page, self.get_login_url(view_func))
        return HttpResponseClientRedirect(sign_in.url) if by_htmx else sign_in


def path_of_header(request, header):
    """Return the path of our page that a header names, else the start page."""
    url = request.headers.get(header, "/")
    safe = url_has_allowed_host_and_scheme(url, request.get_host(), request.is_secure())
    return urlsplit(url)._replace(scheme="", netloc="").geturl() if safe else "/"
