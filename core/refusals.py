"""What a verb says when it will not: every refusal has words that a person understands."""


class Refusal(Exception):
    """A change was asked for that may not happen; nothing was written.

    `words` is a sentence for the person who asked; `field` names the form field it is about, or "".
    """

    def __init__(self, words, field=""):
        super().__init__(words)
        self.words = words
        self.field = field

    def __str__(self):
        return str(self.words)


class NotAllowed(Refusal):
    """Seen, but not this person's to change (403)."""


class Unseen(Refusal):
    """What is asked for is not this person's to see: as if it did not exist (404)."""


class AppendOnly(Exception):
    """Somebody tried to rewrite or delete an event; the trail only grows."""
