"""The trail of everything, for admins: read, filtered and exported as CSV."""

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import admins_only
from tickets.trail.export import csv_lines
from tickets.trail.forms import TrailForm

ADMINS_SEE_IT = _("Only admins see the trail.")


@admins_only(words=ADMINS_SEE_IT)
@require_safe
def trail(request):
    """Show who did what, newest first; 422 with the errors if the filter is wrong."""
    form = TrailForm(request.GET)
    return show_trail(request, form)


@admins_only(words=ADMINS_SEE_IT)
@require_POST
def trail_export(request):
    """Send the filtered trail as CSV; the export itself is recorded on the trail."""
    form = TrailForm(request.POST)
    if not form.is_valid():
        return show_trail(request, form)
    asked = {"trail": {"old": None, "new": form.in_words}}
    request.user.record("exported", by=request.user, changes=asked)
    entries = form.trail(request.user).all()
    response = StreamingHttpResponse(csv_lines(entries), content_type="text/csv; charset=utf-8")
    name = f"trail-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def show_trail(request, form):
    """Show the trail, or the filter with its errors."""
    valid = form.is_valid()
    shown = form.trail(request.user, request.GET.get("after", "")) if valid else None
    older = form.address(after=shown.after) if shown and shown.after else ""
    context = {"form": form, "trail": shown, "older": older}
    return render(request, "tickets/trail/trail.html", context, status=200 if valid else 422)
