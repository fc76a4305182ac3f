"""For load balancers: /healthz says if this process runs, /readyz if it can serve people.

Both come before any middleware that could refuse the request: load balancers use plain HTTP, an IP
address as host, and do not sign in. With the database of an earlier version no page is served:
each would fail in its own way.
"""

import logging
import threading
import time
from secrets import token_hex

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse

from core import earlier_version, triggers

logger = logging.getLogger("helpdesk.health")

# For how many seconds an answer is kept: anybody may ask, so many requests must cost little.
READY_FOR = 5

database_is_ours = threading.Event()
"""Set as soon as this process knows that its database is not from an earlier version."""


def health(get_response):
    """Answer /healthz and /readyz, and pass on all other requests."""
    last = {"at": float("-inf"), "problems": []}

    def middleware(request):
        if request.path == "/healthz":
            return respond(unreachable())
        if request.path == "/readyz":
            if time.monotonic() > last["at"] + READY_FOR:
                last.update(problems=problems(), at=time.monotonic())
            return respond(last["problems"])
        if not database_is_ours.is_set() and (words := of_earlier_version()):
            return respond(words)
        return get_response(request)

    return middleware


def respond(words):
    """Return 200 "ok", or 503 with one problem per line."""
    text = "".join(f"{line}\n" for line in words)
    return HttpResponse(text or "ok\n", "text/plain", status=503 if words else 200)


def problems():
    """Return a list of problems, in words, because of which people cannot work; it may be empty."""
    if words := unreachable() or of_earlier_version():
        return words
    return [line for check in (unapplied, unprotected, cache_table, storage) for line in check()]


def unreachable():
    """Return a problem if the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("The database does not answer")
        return ["database does not answer"]
    return []


def of_earlier_version():
    """Return a problem if the database is from an earlier version."""
    try:
        if earlier_version.made_database(connection):
            return [earlier_version.START_ANEW]
    except DatabaseError:  # the requested page will show the error
        return []
    database_is_ours.set()
    return []


def unapplied():
    """Return a problem if the tables are not those of this code."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return []
    return [f"{len(plan)} migrations are not applied: run manage.py migrate"]


def unprotected():
    """Return a problem if the triggers that protect the trail are missing."""
    missing = triggers.missing(connection)
    return [f"{len(missing)} triggers of the trail are missing: run manage.py triggers"] * bool(
        missing
    )


def cache_table():
    """Return a problem if the cache's table is missing: nodes share the throttle's counts there."""
    try:
        cache.get("ready")
    except DatabaseError:
        return ["the cache's table is missing: run manage.py createcachetable"]
    return []


def storage():
    """Return a problem if files cannot be stored."""
    name = f"ready/{token_hex(8)}"
    try:
        default_storage.delete(default_storage.save(name, ContentFile(bytes(4096))))
    except OSError:
        logger.exception("A file cannot be stored")
        return ["files cannot be stored: the log says why"]
    return []
