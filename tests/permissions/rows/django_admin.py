"""The Django admin: admins only."""

from tests.permissions.table import LOGIN, Wildcard

REFUSED = {LOGIN, 302, 403, 404, 405}

WILDCARDS = [
    Wildcard(
        "admin:", REFUSED, REFUSED, REFUSED, {200, 302, 403, 404, 405},
        reason="Django's own views behind one door; what they may do is tested with our admin",
    ),
]  # fmt: skip
