"""Answers that carry somebody's file: they may not act as one of our pages, and are not kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.files import File
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import quote_etag

Response = TypeVar("Response", bound=HttpResponseBase)

ALONE = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'"
"""The policy of a file that is opened in the browser: it may do nothing and load nothing."""


def restricted(response: Response, policy: str, cache: str) -> Response:
    """Put on a response what keeps a stranger's bytes from acting in a browser."""
    response["Content-Security-Policy"] = policy
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = f"private, {cache}"
    return response


def downloaded(response: Response) -> Response:
    """Protect a response whose bytes are only ever downloaded."""
    return restricted(response, "default-src 'none'; frame-ancestors 'none'; sandbox", "no-store")


def protected(response: Response, file: Any, *, inline: bool) -> Response:
    """Protect a response with a stored file, which may be shown `inline`."""
    sandbox = "" if file.content_type == "application/pdf" else "; sandbox"
    response["ETag"] = quote_etag(file.sha256)
    return restricted(response, ALONE + sandbox * inline, "no-cache")


def for_people(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer 404 where a page wants to show it as a picture, not a person to have it.

    Remote pictures in an email may name our own addresses; no person asked for those.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.headers.get("Sec-Fetch-Dest") == "image":
            raise Http404("This is no picture of a page.")
        return view(request, *args, **kwargs)

    return answer


def opened(stored: FieldFile) -> File:
    """Return a stored file, open. Raises Http404 where it is gone."""
    try:
        return stored.open("rb")
    except FileNotFoundError as error:
        raise Http404("This file is gone.") from error
