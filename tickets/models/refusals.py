"""The refusals of verbs on tickets; each has a sentence for the person who asked."""

from core.refusals import Refusal


class ClosedTicket(Refusal):
    """A closed ticket is read-only until somebody reopens it."""


class ReasonRequired(Refusal):
    """The change needs a *why* and has none."""

    def __init__(self, words):
        super().__init__(words, field="why")


class Conflict(Refusal):
    """Somebody changed the same field meanwhile (409).

    `theirs` and `yours` are the two values in words, `event` the change that came first.
    """

    def __init__(self, words, *, field, theirs="", yours="", event=None):
        super().__init__(words, field=field)
        self.theirs, self.yours, self.event = theirs, yours, event


class Taken(Conflict):
    """Somebody else took the ticket first; `theirs` says who."""


class NewerArrived(Refusal):
    """Something was said on the ticket after the writer last looked; `events` is what."""

    def __init__(self, words, events):
        super().__init__(words)
        self.events = events


class NewAddress(Refusal):
    """An email would go to `addresses` that nobody here has written to before."""

    def __init__(self, words, addresses):
        super().__init__(words)
        self.addresses = addresses


class ForeignNonce(Refusal):
    """The nonce was used before: by somebody else, or with other words."""


class UndoRefused(Refusal):
    """It is too late to undo, the person may not, or something was changed since."""
