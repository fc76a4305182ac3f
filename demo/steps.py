"""What a step of a story can be: each function turns one row of data into one verb of a ticket.

All take the scene (see `player.py`) and `by`, the person who acts; the rest is the row's.
"""

from datetime import timedelta

from core import clock
from core.provenance import coming_via
from mail.html.plain import render_plain
from tickets.choices import Priority, Status
from tickets.models import Dispatch, Thread, Ticket

LOW, MEDIUM, HIGH = Priority.LOW, Priority.MEDIUM, Priority.HIGH
OPEN, PENDING, IN_PROGRESS = Status.OPEN, Status.PENDING, Status.IN_PROGRESS
RESOLVED, CLOSED = Status.RESOLVED, Status.CLOSED


def opens(
    scene, by, description, *, channel="email", priority=MEDIUM, tags="", to=None, files=(), why=""
):
    """Make the ticket; `to` gives it to somebody in the same breath."""
    scene.ticket = Ticket.create(
        customer=scene.customer,
        subject=scene.words(scene.subject),
        description=scene.words(description),
        channel=channel,
        priority=priority,
        tags=tags.split(),
        holder=to and scene.holder(to),
        uploads=scene.upload(files, by),
        by=by,
        why=why,
    )


def takes(scene, by, why=""):
    """Take the ticket."""
    scene.ticket.take(by=by, why=why)


def gives(scene, by, to, why=""):
    """Hand the ticket to a person or a group."""
    scene.ticket.assign(scene.holder(to), by=by, why=why)


def releases(scene, by, why=""):
    """Put the ticket back for all."""
    scene.ticket.release(by=by, why=why)


def sets(scene, by, status, why=""):
    """Set the status."""
    scene.ticket.set_status(status, by=by, why=why)


def ranks(scene, by, priority, why=""):
    """Set the priority."""
    scene.ticket.set_priority(priority, by=by, why=why)


def retags(scene, by, names, why=""):
    """Make these, separated by blanks, the tags."""
    scene.ticket.set_tags(names.split(), by=by, why=why)


def edits(scene, by, why="", **texts):
    """Replace subject or description, or correct the channel."""
    scene.ticket.edit(by=by, why=why, **{name: scene.words(text) for name, text in texts.items()})


def moves(scene, by, to, why=""):
    """Say that it is another customer's ticket."""
    scene.ticket.set_customer(scene.cast.customers[to], by=by, why=why)


def attaches(scene, by, *files):
    """Add files to the ticket."""
    scene.ticket.attach(scene.upload(files, by), by=by)


def downloads(scene, by, name):
    """Fetch a file of the ticket."""
    scene.ticket.attachments.get(name=name).record_download(by=by)


def notes(scene, by, text, files=()):
    """Leave a note for the team."""
    scene.note = scene.ticket.add_note(scene.words(text), by=by, uploads=scene.upload(files, by))


def confides(scene, by, text, files=()):
    """Leave a note for admins only."""
    scene.ticket.add_note(
        scene.words(text), by=by, for_admins=True, uploads=scene.upload(files, by)
    )


def corrects(scene, by, text, why=""):
    """Rewrite the latest team note."""
    scene.note.edit(scene.words(text), by=by, why=why)


def hides(scene, by, why=""):
    """Turn the latest team note into an admins-only one."""
    scene.note.hide(by=by, why=why)


def posts(scene, by, text, subject="", files=()):
    """Talk to the team: in the latest team thread, or with a `subject` in a new one."""
    thread = None if subject else scene.latest_thread(Thread.Kind.TEAM)
    scene.ticket.post(
        scene.words(text), by=by, thread=thread, subject=subject, uploads=scene.upload(files, by)
    )


def sends(scene, by, text, to=None, cc=(), subject="", files=(), fails=""):
    """Write to the customer, or `to` others; with a `subject` in a new thread.

    It is sent a moment later, or `fails` with these words of the mail server.
    """
    scene.email = scene.ticket.write_mail(
        scene.words(text),
        by=by,
        to=to or [f"{scene.customer.name} <{scene.customer.primary_address}>"],
        cc=cc,
        thread=None if subject else scene.latest_thread(Thread.Kind.OUTSIDE),
        subject=subject,
        uploads=scene.upload(files, by),
    )
    # No mailroom shall ever send last month's fiction to anybody: it has left the house.
    moment = scene.email.dispatch.due_at + timedelta(seconds=1)
    with clock.at(moment), coming_via("mail"):
        dispatch = Dispatch.claim()
        answer = (550, fails) if fails else (250, "")
        dispatch.settle(dict.fromkeys(dispatch.addresses, answer))


def bounces(scene, by, words):
    """The latest email comes back; `by` is whom it did not reach."""
    with coming_via("mail"):
        scene.email.mark_bounced(words, recipients=[by.primary_address])


def hears(scene, by, text, files=()):
    """Write down what the customer said on the phone."""
    scene.ticket.record_call(scene.words(text), by=by, uploads=scene.upload(files, by))


def writes(scene, sender, text):
    """The customer writes an email; the first one has no thread yet and is filed by a person."""
    known = scene.latest_thread(Thread.Kind.OUTSIDE)
    with coming_via("mail" if known else "web"):
        words = scene.words(text)
        scene.ticket.receive_mail(
            words,
            html=render_plain(words),
            by=None if known else scene.somebody_who_sees(),
            sender=sender,
        )


def undoes(scene, by):
    """Take back one's own last change."""
    scene.ticket.events.filter(by=by).latest("id").undo(by=by)
