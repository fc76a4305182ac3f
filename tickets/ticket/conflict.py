"""What a person is told whose change met somebody else's: both values, and both ways on."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.templatetags.ui import length_of_time
from tickets.events.phrases import phrase_of


class ConflictNotice:
    """The words about a refused `form` whose refusal is a `Conflict`."""

    def __init__(self, form):
        self.form, self.refusal = form, form.refusal
        self.url = reverse(form.place.url, args=[form.ticket.pk])

    @property
    def event(self):
        """The change that came first, or None if the trail does not tell."""
        return self.refusal.event

    @property
    def phrase(self):
        """What they did, as safe HTML that follows their name."""
        return phrase_of(self.event)

    @property
    def when(self):
        """How long ago that was."""
        seconds = int((timezone.now() - self.event.at).total_seconds())
        if seconds < 60:
            return _("%d s ago") % max(seconds, 1)
        return _("%s ago") % length_of_time(seconds)

    @property
    def theirs(self):
        """The value that stands, in words."""
        return self.form.property.in_words(self.refusal.theirs)

    @property
    def yours(self):
        """The value that was chosen, in words."""
        return self.form.property.in_words(self.refusal.yours)
