"""Why a verb on a ticket refuses; each says it in words for the person who asked."""

from core.refusals import Refusal


class ClosedTicket(Refusal):
    """A closed ticket is read-only until somebody reopens it."""


class ReasonRequired(Refusal):
    """This change needs a *why*."""

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
    """A mail would go to addresses that nobody here has written to; `addresses` are they."""

    def __init__(self, words, addresses):
        super().__init__(words)
        self.addresses = addresses


class ForeignNonce(Refusal):
    """A form was sent with the key of another form: somebody else's, or one with other words."""


class UndoRefused(Refusal):
    """It is too late, it is not theirs to undo, or somebody changed it since."""
