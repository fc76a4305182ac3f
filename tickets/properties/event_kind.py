"""A kind of event: its name, and how one event of it is described."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class EventKind:
    """What the code knows about the events called `name`.

    `words` are in the filter of the trail. `phrase` returns the description of an event, as safe
    HTML that follows the name of the person. `icon` is a name, or a function from event to name.
    """

    name: str
    words: str
    phrase: Callable
    icon: str | Callable
    is_said: bool = False
    """Whether somebody wrote or said something: it is a part of the conversation."""
    is_quiet: bool = False
    """Whether the timeline leaves it out, where it would be a distraction; the trail has it."""
    is_by_server: bool = False
    """Whether a mail server did it, where the event names no person."""
    is_undoable: bool = True
    """Whether it can be undone, if it changed nothing but undoable properties."""

    def icon_of(self, event):
        """Return the name of the icon of an event."""
        return self.icon(event) if callable(self.icon) else self.icon
