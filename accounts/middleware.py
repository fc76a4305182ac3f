"""What is known about each request: its provenance, its person's time zone, their last activity."""

import time
import zoneinfo
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from core.provenance import coming_via, current_ip

ACTIVITY_EVERY = timedelta(minutes=5)
SEEN = "activity_at"


def provenance(get_response):
    """Tell the trail whether a change comes through our screens or through the Django admin."""

    def middleware(request):
        name = "admin" if request.path_info.startswith("/admin/") else "web"
        with coming_via(name, ip=client_address(request)):
            return get_response(request)

    return middleware


def client_address(request):
    """Return the client's address as the throttle sees it, or None if it has none we can read."""
    try:
        return get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return None


def time_zone(get_response):
    """Show times in the zone of the person who is signed in."""

    def middleware(request):
        if not request.user.is_authenticated:
            return get_response(request)
        with timezone.override(zone_of_person(request.user)):
            return get_response(request)

    return middleware


def zone_of_person(user):
    """Return the person's zone; the server's, if this machine no longer knows it."""
    try:
        return zoneinfo.ZoneInfo(user.time_zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return timezone.get_default_timezone()


def activity(get_response):
    """Note in the list of sessions when each was last used, at most every five minutes.

    When it was noted is in the session, which every request reads anyway: most cost no statement.
    """

    def middleware(request):
        if request.user.is_authenticated:
            note_activity(request)
        return get_response(request)

    return middleware


def note_activity(request):
    """Write down that this session is in use, unless that was done lately."""
    now = time.time()
    is_due = now - request.session.get(SEEN, 0) >= ACTIVITY_EVERY.total_seconds()
    if is_due and current_ip():
        request.session[SEEN] = now
        UserSession.objects.create_from_request(request)
