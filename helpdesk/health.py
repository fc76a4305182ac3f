"""What a load balancer asks: /healthz "does this process live?", /readyz "may people come?".

Both stand before everything that might refuse: they are asked by plain HTTP, by address instead of
by a name of ours, and sign in nowhere. Nobody comes to a database of an earlier version: each page
would fail in its own way.
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

# Anybody may ask, and being asked shall cost nothing: an answer stands for so many seconds.
READY_FOR = 5

database_is_ours = threading.Event()
"""Set once this process has seen that no earlier version made its database."""


def health(get_response):
    """Answer /healthz and /readyz, and let every other request pass."""
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
    """Return 200 "ok", or 503 with one problem a line."""
    text = "".join(f"{line}\n" for line in words)
    return HttpResponse(text or "ok\n", "text/plain", status=503 if words else 200)


def problems():
    """Return in words what keeps people from working here; an empty list if nothing does."""
    if words := unreachable() or of_earlier_version():
        return words
    return [line for check in (unapplied, unprotected, cache_table, storage) for line in check()]


def unreachable():
    """Say so if the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("The database does not answer")
        return ["database does not answer"]
    return []


def of_earlier_version():
    """Say so if an earlier version made the database."""
    try:
        if earlier_version.made_database(connection):
            return [earlier_version.START_ANEW]
    except DatabaseError:  # the page that was asked for says so
        return []
    database_is_ours.set()
    return []


def unapplied():
    """Say so if the tables are not those of this code."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return []
    return [f"{len(plan)} migrations are not applied: run manage.py migrate"]


def unprotected():
    """Say so if the database would let somebody rewrite the trail."""
    missing = triggers.missing(connection)
    return [f"{len(missing)} triggers of the trail are missing: run manage.py triggers"] * bool(
        missing
    )


def cache_table():
    """Say so if there is no place for the throttle's counts, which every node shares."""
    try:
        cache.get("ready")
    except DatabaseError:
        return ["the cache's table is missing: run manage.py createcachetable"]
    return []


def storage():
    """Say so if a file that somebody sends could not be kept."""
    name = f"ready/{token_hex(8)}"
    try:
        default_storage.delete(default_storage.save(name, ContentFile(bytes(4096))))
    except OSError:
        logger.exception("A file cannot be stored")
        return ["files cannot be stored: the log says why"]
    return []
