"""Pages of admins on which a form calls the verbs on a person or a group."""

from django.shortcuts import render


def saved_form(request, form_class, **kwargs):
    """Return the form with the admin who asks in it; `done` says whether its verbs were called."""
    form = form_class(request.POST if request.method == "POST" else None, **kwargs)
    form.by = request.user
    form.done = form.is_bound and form.is_valid()
    return form


def form_page(request, template, form, **context):
    """Show the form, or show it again with what is wrong."""
    form.point_at_error()
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, "nav": "people", **context}, status=status)
