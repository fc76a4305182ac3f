"""The tables of events that the trail of everything is made of; each app registers its own."""

from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True)
class Source:
    """One table of events.

    `kinds` are the words of each kind, `sentence` says what an event says as HTML that follows the
    name of who did it, `links` are read with a row, `long` are columns that are not.
    """

    name: str
    label: str
    model: type
    kinds: dict
    sentence: object
    links: tuple = ()
    long: tuple = ()

    def events(self, user):
        """Return the events that `user` may read, with what their lines show."""
        rows = self.model.objects.visible_to(user).select_related("by", *self.links)
        return rows.defer(*self.long)

    def about(self, person):
        """Return the `Q` of what a person did."""
        return Q(by=person)


SOURCES = []
"""All tables, lowest app first: the place decides between two events of the very same moment."""


def register(source):
    """Add a table to the trail."""
    SOURCES.append(source)
