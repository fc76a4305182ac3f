"""People and groups with their tickets: for admins."""

from tests.permissions.table import GET, LOGIN, POST, Row

ADMINS = (LOGIN, 403, 403, 200)
REFUSED = (LOGIN, 403, 403, 422)
DONE = (LOGIN, 403, 403, 303)

ROWS = [
    Row("people", GET, *ADMINS, data={"q": "a"}),
    Row("people_left", GET, *ADMINS),
    Row("person", GET, *ADMINS, pk="member"),
    Row("groups", GET, *ADMINS),
    Row("group", GET, *ADMINS, pk="group"),
    Row("group", POST, *REFUSED, pk="group", data={"name": "Technical Support"}),
    Row("memberships", GET, *ADMINS, pk="member"),
    Row("memberships", POST, *REFUSED, pk="member"),
    Row("handover", GET, *DONE, htmx=ADMINS, pk="member"),
    Row("handover", POST, *DONE, htmx=ADMINS, pk="member"),
    Row("deactivation", GET, *ADMINS, pk="member"),
    Row("deactivation", POST, *DONE, htmx=ADMINS, pk="member"),
    Row("handed_over", GET, *ADMINS, batch="batch"),
]
