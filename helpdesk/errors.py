"""The page of an error that nobody foresaw."""

from django.http import HttpResponseServerError
from django.template import loader


def server_error(request):
    """Answer 500 with the number of the request and nothing that could fail again.

    No context processor runs: the database or the session may be what is broken.
    """
    page = loader.get_template("500.html").render({"request": request})
    return HttpResponseServerError(page)
