"""The timeline of one ticket for one reader."""

from collections import defaultdict

from django.db.models import Case, When
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tickets.events.kinds import QUIET
from tickets.models import Attachment, Message, Recipient
from tickets.ticket.timeline.entries import EntryBuilder
from tickets.ticket.timeline.origin import with_origins

SHOWS = {
    "": _("All"),
    "conversation": _("Conversation"),
    "events": _("Events"),
}
"""What can be shown; "all" is the same as "" with nothing folded."""

FOLD_OVER, KEEP, MOST = 60, 40, 2000


class Timeline:
    """The entries of `ticket` that `user` may read, from three queries.

    `show` is one of `SHOWS`, or "all"; `editing` is the form of the note that is being edited.
    """

    def __init__(self, ticket, user, show="", editing=None):
        self.ticket, self.user, self.editing = ticket, user, editing
        self.show = show if show in (*SHOWS, "all") else ""

    choices = tuple(SHOWS.items())
    """What can be shown: (value, label)."""

    @cached_property
    def entries(self):
        """All entries to show, oldest first."""
        builder = EntryBuilder(self.files, self.recipients, self.user, self.editing)
        undoable = self._undoable()
        for event in self.events:
            builder.add(event, undo=event if event.pk in undoable else None)
        if self.show == "conversation":
            return [entry for entry in builder.entries if entry.is_conversation]
        if self.show == "events":
            return [entry for entry in builder.entries if not entry.is_conversation]
        return builder.entries

    @cached_property
    def events(self):
        """The events behind the entries, oldest first: the newest ones of a long timeline."""
        most = FOLD_OVER if self.show == "" else MOST
        rows = list(self._readable().order_by("-id")[: most + 1])
        self.is_folded = len(rows) > most
        if self.is_folded and self.show == "":
            rows = rows[:KEEP]
        for event in rows:
            event.ticket = self.ticket
        return rows[::-1]

    @cached_property
    def folded(self):
        """How many earlier events are not shown."""
        shown = len(self.events)
        return self._readable().count() - shown if self.is_folded else 0

    @cached_property
    def last_id(self):
        """The newest event on the page: whatever is later is new to the reader."""
        return self.events[-1].pk if self.events else 0

    @cached_property
    def attachments(self):
        """Every file of the ticket that the reader may see."""
        return list(Attachment.objects.visible_to(self.user).filter(ticket=self.ticket))

    @cached_property
    def files(self):
        """The files by what they belong to: ("note", 7), ("message", 9) or ("ticket", None)."""
        found = defaultdict(list)
        for file in self.attachments:
            for parent in ("note", "message"):
                if pk := getattr(file, f"{parent}_id"):
                    found[parent, pk].append(file)
            if not file.note_id and not file.message_id:
                found["ticket", None].append(file)
        return found

    @cached_property
    def recipients(self):
        """The recipients of the messages shown, by message."""
        emails = [e.message_id for e in self.events if e.message and e.message.kind == "EMAIL"]
        found = defaultdict(list)
        for recipient in Recipient.objects.filter(message__in=emails) if emails else ():
            found[recipient.message_id].append(recipient)
        return found

    @cached_property
    def messages(self):
        """The messages among the events shown, oldest first."""
        return [event.message for event in self.events if event.message]

    def threads(self, kind):
        """Return the threads of a kind, the one written in last first."""
        messages = self.messages
        if self.is_folded:
            rows = Message.objects.filter(thread__ticket=self.ticket).select_related("thread")
            messages = list(rows.only("thread", "kind").order_by("id"))
        threads = {m.thread_id: m.thread for m in reversed(messages) if m.thread.kind == kind}
        return list(threads.values())

    def _readable(self):
        """Return the events that the reader may see, with the rows that their entries show."""
        events = self.ticket.events.visible_to(self.user)
        if self.show != "events":
            events = events.exclude(kind__in=QUIET)
        return with_origins(
            events.select_related(
                "by", "note__author", "message__thread", "message__author_user",
                "message__author_customer", "message__recorded_by", "message__dispatch",
                "attachment",
            )
            .defer("note__body", "message__body")
            .annotate(was=Case(When(revision__field="subject", then="revision__text")))
        )  # fmt: skip

    def _undoable(self):
        """Return the ids of events the reader may undo: no later one changed the same field."""
        found, touched = set(), set()
        for event in reversed(self.events):
            fields = set(event.changes)
            if event.may_be_undone_by(self.user) and not fields & touched:
                found.add(event.pk)
            touched |= fields
        return found
