"""A page in the frame and what may go wrong, without any of the product's screens."""

from pathlib import Path

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.urls import path

PAGES = Path(__file__).parent / "pages"
handler500 = "helpdesk.errors.server_error"


class TryForm(forms.Form):
    """One field of each kind."""

    email = forms.EmailField(label="Email", help_text="As you sign in.")
    text = forms.CharField(widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    level = forms.ChoiceField(choices=[("1", "Low"), ("3", "High")], widget=forms.RadioSelect)
    sure = forms.BooleanField(required=False)


def made(name):
    """A template of this folder."""
    return engines["django"].from_string((PAGES / f"{name}.html").read_text())


def page(request):
    """A page of the frame; `?say=words` puts a message on it that can be undone."""
    if words := request.GET.get("say"):
        messages.success(request, words, extra_tags="undo:/undo/1/")
    return HttpResponse(
        made("page").render({"form": TryForm(), "part": made("part")}, request),
    )


def part(request):
    """Its one fragment: a form, refused with 422."""
    form = TryForm(request.POST or None)
    if form.is_bound and not form.is_valid():
        return HttpResponse(made("part").render({"form": form}, request), status=422)
    messages.success(request, "Taken #42", extra_tags="undo:/undo/42/")
    return HttpResponse(made("part").render({"form": form}, request))


def asking(request):
    """What stands in the dialog."""
    return HttpResponse(made("asking").render({}, request))


@login_not_required
def wrong(request, code):
    """Go wrong as told."""
    raise {
        400: SuspiciousOperation("no"),
        403: PermissionDenied("Only an admin may do this."),
        404: Http404("secret"),
        500: RuntimeError("secret"),
    }[code]


def counts(request):
    """The counts of the rail."""
    return render(request, "ui/_nav_counts.html", {"counts": {"mine": "999+"}})


def nothing(request, **kwargs):
    """A place to go."""
    return HttpResponse("here")


def file(request):
    """A file that somebody attached."""
    return HttpResponse("words " * 1000, "application/octet-stream")


urlpatterns = [
    path("file/", file),
    path("admin/", admin.site.urls),
    path("try/", page, name="queue"),
    path("part/", part),
    path("asking/", asking),
    path("wrong/<int:code>/", wrong),
    path("counts/", counts, name="nav_counts"),
    path("customers/", nothing, name="customers"),
    path("new/", nothing, name="new_ticket"),
    path("undo/<int:pk>/", nothing),
    path("me/theme/", nothing, name="theme"),
    path("sign-in/", nothing, name="account_login"),
]
