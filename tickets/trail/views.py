"""The trail of everything, for admins: read, filtered, and taken along as CSV."""

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.decorators import admins_only
from tickets.trail.export import csv_lines
from tickets.trail.forms import TrailForm


@admins_only
@require_safe
def trail(request):
    """Show who did what, newest first; 422 with words if the filter is wrong."""
    form = TrailForm(request.GET)
    return answer(request, form)


@admins_only
@require_POST
def trail_export(request):
    """Send the trail that the filter keeps as CSV; the sending is on the trail itself."""
    form = TrailForm(request.POST)
    if not form.is_valid():
        return answer(request, form)
    asked = {"trail": {"old": None, "new": form.in_words}}
    request.user.record("exported", by=request.user, changes=asked)
    entries = form.trail(request.user).all()
    response = StreamingHttpResponse(csv_lines(entries), content_type="text/csv; charset=utf-8")
    name = f"trail-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def answer(request, form):
    """Show the trail, or the filter with its mistakes."""
    valid = form.is_valid()
    shown = form.trail(request.user, request.GET.get("after", "")) if valid else None
    older = form.address(after=shown.after) if shown and shown.after else ""
    context = {"form": form, "trail": shown, "older": older}
    return render(request, "tickets/trail/trail.html", context, status=200 if valid else 422)
