"""The inbox: mail that may belong to a ticket is of its people, any other is everybody's."""

from tests.permissions.table import GET, LOGIN, POST, Row

SEEN = (LOGIN, 200, 200, 200)
ADMINS = (LOGIN, 403, 403, 200)
DONE = (LOGIN, 404, 200, 200)


def its_ticket(scene):
    """The ticket of the scene, to file the mail to."""
    return {"ticket": scene.ticket.pk}


ROWS = [
    Row("inbox", GET, *SEEN),
    Row("inbox_email", GET, LOGIN, 404, 200, 200, pk="incoming"),
    Row("inbox_file", GET, LOGIN, 404, 200, 200, pk="incoming"),
    Row("inbox_file", POST, LOGIN, 404, 303, 303, htmx=DONE, pk="incoming", data=its_ticket),
    Row("inbox_discard", POST, LOGIN, 404, 303, 303, htmx=DONE, pk="incoming"),
    Row("inbox_restore", POST, LOGIN, 404, 303, 303, htmx=DONE, pk="incoming"),
    Row("inbox_block", GET, LOGIN, 404, 200, 200, pk="incoming"),
    Row(
        "inbox_block", POST, LOGIN, 404, 303, 303, htmx=DONE, pk="incoming",
        data={"whom": "address"},
    ),
    Row("inbox_original", GET, LOGIN, 404, 200, 200, pk="incoming"),
    Row("inbox_attachment", GET, LOGIN, 404, 200, 200, pk="incoming", number="nowhere"),
    Row("inbox_undo", POST, LOGIN, 404, 303, 303, htmx=DONE, event_id="decision"),
    Row("inbox_decided", GET, *SEEN),
    Row("blocked", GET, *SEEN),
    Row("lift_block", POST, LOGIN, 303, 303, 303, htmx=SEEN, pk="block"),
    Row("upload_email", GET, *ADMINS),
    Row("upload_email", POST, LOGIN, 403, 403, 422),
    Row("mailroom", GET, *ADMINS),
    Row("mail_check", POST, LOGIN, 403, 403, 422),
    Row("read_again", POST, LOGIN, 403, 403, 303, htmx=ADMINS, pk="incoming"),
]  # fmt: skip
