"""Tickets: what the other group's agent asks for does not exist (404)."""

from tests.permissions.table import GET, LOGIN, POST, Row

ROWS = [
    Row("home", GET, LOGIN, 302, 302, 302),
    Row("queue", GET, LOGIN, 200, 200, 200),
    Row("nav_counts", GET, LOGIN, 200, 200, 200),
    Row("queue_suggest", GET, LOGIN, 200, 200, 200, data={"q": "tag:"}),
    Row("take", POST, LOGIN, 404, 303, 303, pk="ticket"),
]
