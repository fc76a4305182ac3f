"""Tickets: what the other group's agent asks for does not exist (404)."""

from tests.permissions.table import GET, LOGIN, POST, Row

DONE = (LOGIN, 404, 200, 200)
"""What htmx is answered where a plain form is sent on."""

SEEN = (LOGIN, 200, 200, 200)
ADMIN = (LOGIN, 404, 403, 200)
SAYS, TO = {"body": "Words."}, {"to": "sarah@acme.example"}


def opened(name, *, data, **kwargs):
    """Return the rows of a URL that GET opens for editing and POST changes."""
    return [
        Row(name, GET, LOGIN, 404, 200, 200, pk="ticket", **kwargs),
        Row(name, POST, LOGIN, 404, 303, 303, htmx=DONE, pk="ticket", data=data, **kwargs),
    ]


def of_customer(scene):
    """What is asked for the customer of the scene, whose tickets not everybody sees."""
    return {"customer": scene.customer.pk}


def of_letter(name, **kwargs):
    """Return the row of one way to look at a mail that came in."""
    return Row(name, GET, LOGIN, 404, 200, 200, pk="ticket", message_id="letter", **kwargs)


ROWS = [
    Row("home", GET, LOGIN, 302, 302, 302),
    Row("queue", GET, LOGIN, 200, 200, 200),
    Row("nav_counts", GET, LOGIN, 200, 200, 200),
    Row("queue_suggest", GET, LOGIN, 200, 200, 200, data={"q": "tag:"}),
    Row("take", POST, LOGIN, 404, 303, 303, pk="ticket"),
    Row("ticket", GET, LOGIN, 404, 200, 200, pk="ticket"),
    Row("next_ticket", GET, LOGIN, 302, 302, 302, pk="ticket"),
    Row("previous_ticket", GET, LOGIN, 302, 302, 302, pk="ticket"),
    Row("timeline", GET, LOGIN, 404, 200, 200, pk="ticket"),
    Row("status", POST, LOGIN, 404, 303, 303, htmx=DONE, pk="ticket", data={"status": "PENDING"}),
    Row("priority", POST, LOGIN, 404, 303, 303, htmx=DONE, pk="ticket", data={"priority": "1"}),
    *opened("assignment", data={"holder": ""}),
    *opened("subject", data={"subject": "Cannot open it"}),
    *opened("description", data={"description": "It is locked."}),
    Row("subject_versions", GET, LOGIN, 404, 200, 200, pk="ticket"),
    Row("description_versions", GET, LOGIN, 404, 200, 200, pk="ticket"),
    Row("note_versions", GET, LOGIN, 404, 200, 200, pk="ticket", note_id="note"),
    *opened("tags", data={"tags": "locks"}),
    *opened("channel", data={"channel": "phone"}),
    *opened("ticket_customer", data=lambda scene: {"customer": scene.customer.pk}),
    Row("notes", POST, LOGIN, 404, 303, 303, htmx=DONE, pk="ticket", data=SAYS),
    Row("emails", POST, LOGIN, 404, 303, 303, htmx=DONE, pk="ticket", data={**SAYS, **TO}),
    *[
        of_letter(name)
        for name in ("email", "email_full", "email_original", "email_frame", "email_eml")
    ],
    of_letter("email_image", file_id="logo"),
    Row("email_state", GET, LOGIN, 404, 200, 200, pk="ticket", message_id="mail"),
    Row("undo_send", POST, LOGIN, 404, 303, 303, htmx=DONE, pk="ticket", message_id="mail"),
    Row("email_retry", POST, LOGIN, 404, 303, 303, htmx=DONE, pk="ticket", message_id="failed"),
    Row("email_again", POST, LOGIN, 404, 303, 303, htmx=DONE, pk="ticket", message_id="failed"),
    Row("team_posts", POST, LOGIN, 404, 303, 303, htmx=DONE, pk="ticket", data=SAYS),
    Row("calls", POST, LOGIN, 404, 303, 303, htmx=DONE, pk="ticket", data=SAYS),
    *opened("note", data=SAYS, note_id="note"),
    Row("note_hidden", POST, LOGIN, 404, 403, 303, htmx=ADMIN, pk="ticket", note_id="note"),
    Row("attachments", POST, LOGIN, 404, 422, 422, pk="ticket"),
    Row("files_zip", GET, LOGIN, 404, 200, 200, pk="ticket"),
    Row("file", GET, LOGIN, 404, 200, 200, pk="ticket", file_id="file"),
    Row("thumbnail", GET, LOGIN, 404, 200, 200, pk="ticket", file_id="picture"),
    Row("development_mail", GET, LOGIN, 404, 404, 404),
    Row("development_email", GET, LOGIN, 404, 404, 404, file="kept"),
    Row("development_email", POST, LOGIN, 404, 404, 404, file="kept"),
    Row("overview", GET, *SEEN),
    Row("trail", GET, LOGIN, 403, 403, 200),
    Row("trail_export", POST, LOGIN, 403, 403, 200),
    Row("undo", POST, LOGIN, 404, 303, 303, htmx=DONE, event_id="event"),
    Row("new_ticket", GET, LOGIN, 200, 200, 200, data=of_customer),
    Row("new_ticket", POST, LOGIN, 422, 422, 422, data={"subject": "Nobody asked this"}),
    Row("new_ticket_customer", GET, LOGIN, 200, 200, 200, data={"who": "sarah"}),
    Row("new_ticket_customer", POST, LOGIN, 200, 200, 200, data={"who": "sarah"}),
    Row("new_ticket_similar", GET, LOGIN, 200, 200, 200, data={"subject": "Cannot open it"}),
    Row("new_ticket_similar", POST, LOGIN, 200, 200, 200, data={"subject": "Cannot open it"}),
    Row("new_ticket_beside", GET, LOGIN, 303, 303, 303, htmx=SEEN, data=of_customer),
]
