"""The kinds of entries, and how events become them: runs merged, team talk in boxes."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.functional import cached_property

from tickets.events.phrases import actor_of, icon_of, phrase_of
from tickets.models.conversation import SAID
from tickets.ticket.timeline.origin import origin_of

RUN = timedelta(minutes=2)
"""Changes by one person within this time of each other read as one line."""


@dataclass
class Line:
    """One grey line: what one person changed in one go. `undo` is the event that can be undone."""

    events: list
    undo: object = None
    template = "tickets/ticket/entries/line.html"
    is_conversation = False

    @property
    def first(self):
        """The event that the line begins with, and is linked by."""
        return self.events[0]

    @property
    def last(self):
        """The event that gives the line its time."""
        return self.events[-1]

    @cached_property
    def icon(self):
        """The icon of the last change: where it stands now."""
        return icon_of(self.last)

    @property
    def who(self):
        """Who did it, in words."""
        return actor_of(self.last)

    @cached_property
    def phrases(self):
        """What was done, each as safe HTML."""
        return [phrase_of(event) for event in self.events]

    @cached_property
    def reasons(self):
        """The reasons that were given, each once."""
        return list(dict.fromkeys(event.why for event in self.events if event.why))

    def takes(self, event):
        """Whether `event` continues this line."""
        return (
            self.undo is None
            and event.by_id == self.last.by_id
            and event.at - self.last.at <= RUN
            and actor_of(event) == self.who
            and "created" not in (event.kind, self.last.kind)
        )


@dataclass
class Said:
    """A note or a message: `item` is the Note or the Message."""

    event: object
    item: object
    template: str
    files: list = field(default_factory=list)
    recipients: list = field(default_factory=list)
    may_edit: bool = False
    may_hide: bool = False
    form: object = None
    origin: object = None
    is_conversation = True

    @property
    def first(self):
        """The event that the entry is linked by."""
        return self.event

    @property
    def to(self):
        """Who gets it."""
        return [recipient for recipient in self.recipients if recipient.kind == "TO"]

    @property
    def cc(self):
        """Who gets a copy."""
        return [recipient for recipient in self.recipients if recipient.kind == "CC"]


@dataclass
class Posts:
    """What the team said in one thread without anything else being said in between."""

    thread: object
    posts: list
    continues: bool = False
    is_latest: bool = True
    template = "tickets/ticket/entries/posts.html"
    is_conversation = True

    @property
    def first(self):
        """The event that the box is linked by."""
        return self.posts[0].event


def message_template(message):
    """Return the template of a message: the customer's words, ours, or the team's."""
    if message.direction == "IN":
        return "tickets/ticket/entries/customer.html"
    return (
        "tickets/ticket/entries/team.html"
        if message.kind == "TEAM"
        else "tickets/ticket/entries/mail.html"
    )


class Weave:
    """Lays events, oldest first, into entries: `for event in events: weave.add(event)`."""

    def __init__(self, files, recipients, user, form=None):
        self.files, self.recipients, self.user, self.form = files, recipients, user, form
        self.entries, self.boxes = [], {}

    def add(self, event, undo=None):
        """Add the entry of one event; `undo` is the event itself where it may be undone."""
        if event.kind == "noted":
            self.entries.append(self.note(event))
        elif event.kind == "posted":
            self.post(event)
        elif event.message_id and event.kind in SAID:
            self.entries.append(self.message(event))
        else:
            self.line(event, undo)

    def note(self, event):
        """Return the entry of a note."""
        note, user = event.note, self.user
        return Said(
            event,
            note,
            f"tickets/ticket/entries/{'secret' if note.is_for_admins else 'note'}.html",
            files=self.files.get(("note", note.pk), []),
            may_edit=not event.ticket.is_closed and note.may_be_edited_by(user),
            may_hide=not event.ticket.is_closed and user.is_admin and not note.is_for_admins,
            form=self.form if self.form and self.form.note.pk == note.pk else None,
        )

    def message(self, event):
        """Return the entry of a message."""
        message = event.message
        return Said(
            event,
            message,
            message_template(message),
            files=self.files.get(("message", message.pk), []),
            recipients=self.recipients.get(message.pk, []),
            origin=origin_of(event),
        )

    def post(self, event):
        """Add what was said to the team: to the box of its thread, or a further one."""
        thread, said = event.message.thread, self.message(event)
        box = self.boxes.get(thread.pk)
        spoken = [entry for entry in self.entries if entry.is_conversation]
        if box and spoken[-1] is box:
            box.posts.append(said)
            return
        if box:
            box.is_latest = False
        self.boxes[thread.pk] = Posts(thread, [said], continues=bool(box))
        self.entries.append(self.boxes[thread.pk])

    def line(self, event, undo):
        """Add a grey line, or continue the one before."""
        last = self.entries[-1] if self.entries else None
        if isinstance(last, Line) and undo is None and last.takes(event):
            last.events.append(event)
        else:
            self.entries.append(Line([event], undo))
