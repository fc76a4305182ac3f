"""The tables of events that the trail of everything is made of; each app registers its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q, QuerySet


@dataclass(frozen=True)
class Source:
    """One table of events.

    `kinds` are the words of each kind, `sentence` says what an event says as HTML that follows the
    name of who did it, `links` are read with a row, `long` are columns that are not.
    """

    name: str
    label: Any
    model: Any
    kinds: dict[str, Any]
    sentence: Callable[[Any], Any]
    links: tuple[str, ...] = ()
    long: tuple[str, ...] = ()

    def events(self, user: AbstractBaseUser) -> QuerySet:
        """Return the events that `user` may read, with what their lines show."""
        rows = self.model.objects.visible_to(user).select_related("by", *self.links)
        return rows.defer(*self.long)

    def about(self, person: AbstractBaseUser) -> Q:
        """Return the `Q` of what a person did."""
        return Q(by=person)


SOURCES: list[Source] = []
"""All tables, lowest app first: the place decides between two events of the very same moment."""


def register(source: Source) -> None:
    """Add a table to the trail."""
    SOURCES.append(source)
