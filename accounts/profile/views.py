"""One's own page: name, photo, time zone, and how the screens look."""

import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.profile.forms import PhotoForm, ProfileForm, ThemeForm
from core.responses import go, is_our_path

A_YEAR = 365 * 24 * 60 * 60


def profile_page(request, status=200, **forms):
    """The page with whichever of its forms came back."""
    person = copy.copy(request.user)  # a form writes into its instance even when it refuses
    context = {"form": ProfileForm(instance=person), "photo_form": PhotoForm(), **forms}
    return render(request, "accounts/profile/profile.html", context, status=status)


@require_http_methods(["GET", "POST"])
def profile(request):
    """Show and change one's profile."""
    if request.method == "GET":
        return profile_page(request)
    form = ProfileForm(request.POST, instance=copy.copy(request.user))
    if form.is_valid():
        form.save(by=request.user)
    if form.is_valid():
        messages.success(request, _("Profile saved"))
        return go(request, "profile")
    return profile_page(request, status=422, form=form)


@require_POST
def my_photo(request):
    """Store or remove one's photo."""
    if "remove" in request.POST:
        request.user.remove_photo(by=request.user)
        return go(request, "profile")
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        form.save(request.user, by=request.user)
    if form.is_valid():
        messages.success(request, _("Photo saved"))
        return go(request, "profile")
    return profile_page(request, status=422, photo_form=form)


@login_not_required
@require_POST
def theme(request):
    """Switch between light and dark, and go back to where one was.

    The browser keeps it too, so that the sign-in page looks the same.
    """
    form = ThemeForm(request.POST)
    target = request.POST.get("next", "/")
    if not is_our_path(target):
        target = "/"
    response = go(request, target)
    if form.is_valid():
        theme = form.cleaned_data["theme"]
        keep = {"max_age": A_YEAR, "samesite": "Lax", "httponly": True}
        response.set_cookie("theme", theme, secure=request.is_secure(), **keep)
        if request.user.is_authenticated:
            request.user.edit_profile(by=request.user, theme=theme)
    return response
