"""What a verb raises when it will not: every refusal has words that a person understands.

Of the three only `Refusal` is answered by the view or form that called the verb. Django answers the
other two itself, with 403 and 404.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404


class _InWords(Exception):
    """`words` is a sentence for the person who asked; `field` names the form field, or is ""."""

    def __init__(self, words: str, field: str = "") -> None:
        super().__init__(words)
        self.words = words
        self.field = field

    def __str__(self) -> str:
        return str(self.words)


class Refusal(_InWords):
    """A change was asked for that may not happen; nothing was written."""


class NotAllowed(_InWords, PermissionDenied):
    """Seen, but not this person's to change (403). It is no `Refusal`."""


class Unseen(_InWords, Http404):
    """Not this person's to see: as if it did not exist (404). It is no `Refusal`."""


ANY_REFUSAL = (Refusal, NotAllowed, Unseen)
"""All three: for what must go on after one of them, because typed text or further rows wait."""


class AppendOnly(Exception):
    """Somebody tried to rewrite or delete an event; the trail only grows."""
