"""The page for an unexpected error."""

from django.http import HttpResponseServerError
from django.template import loader


def server_error(request):
    """Answer 500 with the id of the request, using nothing that could fail again.

    No context processor runs: the database or the session may be the cause.
    """
    page = loader.get_template("500.html").render({"request": request})
    return HttpResponseServerError(page)
