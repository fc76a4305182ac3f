"""What happens to every request: it gets an id, and it needs somebody signed in."""

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
    """Log who asked for what and how it went; never the query string: it holds private words."""
    facts = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "ms": round((time.monotonic() - start) * 1000),
        "user": getattr(request, "user_id", None),
    }
    logger.info("%(method)s %(path)s %(status)s %(ms)s ms", facts, extra=facts)


class CompressPagesMiddleware(GZipMiddleware):
    """Send pages compressed: a list of tickets is a tenth of its size then.

    Files are left as they are: they stream, most are compressed already, and one may be asked for
    in ranges. Django masks the CSRF token anew for every answer, so its length gives nothing away.
    """

    def process_response(self, request, response):
        """Compress HTML and nothing else."""
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Every view needs somebody signed in, unless it is marked `login_not_required`."""

    def process_view(self, request, *view):
        """Note who asks, for the log, and refuse who is nobody."""
        request.user_id = request.user.pk
        return super().process_view(request, *view)

    def process_response(self, request, response):
        """Keep what somebody sees out of every cache: after signing out, Back shows nothing of it.

        Fragments may stay in the browser, unused: Chromium keeps no page for Back that asked for
        something it must not store.
        """
        if getattr(request, "user_id", None) and "Cache-Control" not in response:
            by_htmx = request.headers.get("HX-Request") == "true"
            response["Cache-Control"] = "private, no-cache" if by_htmx else "private, no-store"
        return response

    def handle_no_permission(self, request, view_func):
        """Send to the sign-in and back afterwards, to a page and not to what a form was sent to.

        htmx would follow a redirect into the panel that asked; it is told to leave the page. What
        was typed is kept, see `core.unsent_forms`.
        """
        by_htmx = request.headers.get("HX-Request") == "true"
        if not by_htmx and request.method in ("GET", "HEAD"):
            return super().handle_no_permission(request, view_func)
        page = unsent_forms.keep_texts(request) if request.method == "POST" else None
        page = page or path_of_header(request, "HX-Current-URL" if by_htmx else "Referer")
        sign_in = redirect_to_login(page, self.get_login_url(view_func))
        return HttpResponseClientRedirect(sign_in.url) if by_htmx else sign_in


def path_of_header(request, header):
    """Return the path of the page of ours that a header names, else the start page."""
    url = request.headers.get(header, "/")
    safe = url_has_allowed_host_and_scheme(url, request.get_host(), request.is_secure())
    return urlsplit(url)._replace(scheme="", netloc="").geturl() if safe else "/"
