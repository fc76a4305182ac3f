"""A few URLs to try the middleware on, without any of the product's screens."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path


def private(request):
    """What only somebody signed in may see."""
    return HttpResponse("private")


@login_not_required
def public(request):
    """What everybody may see."""
    return HttpResponse("public")


@login_not_required
def broken(request):
    """A view with a mistake in it."""
    raise RuntimeError("on purpose")


urlpatterns = [
    path("sign-in/", public, name="account_login"),
    path("public/", public),
    path("private/", private),
    path("broken/", broken),
    path("admin/", admin.site.urls),  # the middleware knows it by name
]
