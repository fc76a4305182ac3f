"""The kinds of entries, and how events become entries.

Changes in quick succession share a line; messages of a team thread share a box.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils.functional import cached_property

from tickets.events.kinds import SAID
from tickets.events.phrases import actor_of, icon_of, phrase_of
from tickets.ticket.timeline.origin import origin_of

SAME_LINE = timedelta(minutes=2)
"""Changes by one person within this time of each other are one line."""


@dataclass
class ChangeEntry:
    """One grey line: what one person changed at a time. `undo` is the event that can be undone."""

    events: list
    undo: object = None
    template = "tickets/ticket/entries/change.html"
    is_conversation = False

    @property
    def first(self):
        """The first event of the line; its id is the anchor."""
        return self.events[0]

    @property
    def last(self):
        """The event that gives the line its time."""
        return self.events[-1]

    @cached_property
    def icon(self):
        """The icon of the last change."""
        return icon_of(self.last)

    @property
    def who(self):
        """Who did it, in words."""
        return actor_of(self.last)

    @cached_property
    def phrases(self):
        """What was changed, each as safe HTML."""
        return [phrase_of(event) for event in self.events]

    @cached_property
    def reasons(self):
        """The reasons that were given, each once."""
        return list(dict.fromkeys(event.why for event in self.events if event.why))

    def is_continued_by(self, event):
        """Whether `event` belongs to this line."""
        return (
            self.undo is None
            and event.by_id == self.last.by_id
            and event.at - self.last.at <= SAME_LINE
            and actor_of(event) == self.who
            and "created" not in (event.kind, self.last.kind)
        )


@dataclass
class TextEntry:
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
        """The event whose id is the anchor."""
        return self.event

    @property
    def to(self):
        """The recipients in To."""
        return [recipient for recipient in self.recipients if recipient.kind == "TO"]

    @property
    def cc(self):
        """The recipients in Cc."""
        return [recipient for recipient in self.recipients if recipient.kind == "CC"]


@dataclass
class TeamThreadEntry:
    """Messages of one team thread with nothing else written in between."""

    thread: object
    messages: list
    continues: bool = False
    is_latest: bool = True
    template = "tickets/ticket/entries/team_thread.html"
    is_conversation = True

    @property
    def first(self):
        """The event whose id is the anchor."""
        return self.messages[0].event


class EntryBuilder:
    """Builds `entries` of events: call `add` for each, oldest first."""

    def __init__(self, files, recipients, user, form=None):
        self.files, self.recipients, self.user, self.form = files, recipients, user, form
        self.entries, self.boxes = [], {}

    def add(self, event, undo=None):
        """Add one event to the entries; `undo` is the event itself if it may be undone."""
        if event.kind == "noted":
            self.entries.append(self.note(event))
        elif event.kind == "posted":
            self.add_to_team_thread(event)
        elif event.message_id and event.kind in SAID:
            self.entries.append(self.message(event))
        else:
            self.add_change(event, undo)

    def note(self, event):
        """Return the entry of a note."""
        note, user = event.note, self.user
        return TextEntry(
            event,
            note,
            "tickets/ticket/entries/note.html",
            files=self.files.get(("note", note.pk), []),
            may_edit=not event.ticket.is_closed and note.may_be_edited_by(user),
            may_hide=not event.ticket.is_closed and user.is_admin and not note.is_for_admins,
            form=self.form if self.form and self.form.note.pk == note.pk else None,
        )

    def message(self, event):
        """Return the entry of a message."""
        message = event.message
        return TextEntry(
            event,
            message,
            f"tickets/ticket/entries/{'customer' if message.direction == 'IN' else 'email'}.html",
            files=self.files.get(("message", message.pk), []),
            recipients=self.recipients.get(message.pk, []),
            origin=origin_of(event),
        )

    def add_to_team_thread(self, event):
        """Add a message to the last box of its team thread, or begin another box after it."""
        thread, message = event.message.thread, self.message(event)
        box = self.boxes.get(thread.pk)
        texts = [entry for entry in self.entries if entry.is_conversation]
        if box and texts[-1] is box:
            box.messages.append(message)
            return
        if box:
            box.is_latest = False
        self.boxes[thread.pk] = TeamThreadEntry(thread, [message], continues=bool(box))
        self.entries.append(self.boxes[thread.pk])

    def add_change(self, event, undo):
        """Add a change to the line before, or begin a new line."""
        last = self.entries[-1] if self.entries else None
        if isinstance(last, ChangeEntry) and undo is None and last.is_continued_by(event):
            last.events.append(event)
        else:
            self.entries.append(ChangeEntry([event], undo))
