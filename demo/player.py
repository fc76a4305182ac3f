"""Performs the stories: all their steps in the order of time, each at its own time."""

from django.core.files.base import ContentFile

from core import clock
from core.provenance import coming_via
from demo.files import make_file
from tickets.models import Upload


class Scene:
    """Where one story stands: its ticket so far, and the cast to look people up in."""

    def __init__(self, story, cast, calendar):
        self.subject = story.subject
        self.cast, self.calendar = cast, calendar
        self.opened_for = cast.customers[story.customer]
        self.ticket = self.note = self.email = None

    @property
    def customer(self):
        """Whose ticket it is by now."""
        return self.ticket.customer if self.ticket else self.opened_for

    def words(self, text):
        """Return a text with its months filled in."""
        return self.calendar.words(text)

    def holder(self, key):
        """Return the person or group of this name."""
        return self.cast.people.get(key) or self.cast.groups[key]

    def actor(self, key):
        """Return the person, or the customer who writes."""
        return self.cast.people.get(key) or self.cast.customers[key]

    def upload(self, names, owner):
        """Stage the demo's files of these names, and return them."""
        return [
            Upload.stage(ContentFile(make_file(name), name=name), owner=owner) for name in names
        ]

    def somebody_who_sees(self):
        """Return the person who holds the ticket, or one of the group, or who opened it."""
        if self.ticket.holder_group:
            return self.ticket.holder_group.members.order_by("pk").first()
        return self.ticket.holder_user or self.ticket.created_by

    def latest_thread(self, kind):
        """Return the ticket's latest thread of this kind, or None."""
        return self.ticket.threads.filter(kind=kind).order_by("-id").first()


def play(stories, cast, calendar):
    """Perform all stories; return the tickets made, in their order."""
    scenes = [Scene(story, cast, calendar) for story in stories]
    rows = [
        (calendar.moment(step.days, step.time), scene, step)
        for story, scene in zip(stories, scenes, strict=True)
        for step in story.steps
    ]
    for moment, scene, step in sorted(rows, key=lambda row: row[0]):
        with clock.at(moment), coming_via("web"):
            step.act(scene, scene.actor(step.who), *step.args, **step.options)
    return sorted((scene.ticket for scene in scenes), key=lambda ticket: ticket.pk)
