"""The overview: one page of numbers, each linked to the tickets it counts."""

from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tickets.overview.page import Overview


@require_safe
def overview(request):
    """Show who holds what, which customers wait, and which tickets had no update for long."""
    prefetch_related_objects([request.user], "groups")  # the rail and the lines ask for them
    return render(request, "tickets/overview/overview.html", {"overview": Overview(request.user)})
