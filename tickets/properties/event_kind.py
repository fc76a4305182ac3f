"""A kind of event: what the trail calls it, and how one event of it is said."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class EventKind:
    """All that is known of the events called `name`.

    `words` stand in the filter of the trail. `phrase` makes safe HTML of an event, to follow the
    name of who did it. `icon` is a name, or makes one of an event.
    """

    name: str
    words: str
    phrase: Callable
    icon: str | Callable
    is_said: bool = False
    """Whether somebody wrote or said something: it is a part of the conversation."""
    is_quiet: bool = False
    """Whether the timeline leaves it out: on record, but in the way between what people said."""
    is_by_server: bool = False
    """Whether a mail server does it, if nobody else did."""
    is_undoable: bool = True
    """Whether it can be undone, if it changed nothing but undoable properties."""

    def icon_of(self, event):
        """Return the name of the icon that stands before an event."""
        return self.icon(event) if callable(self.icon) else self.icon
