"""What was decided about mails: to find one again, and bring it back."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property

from core.text import number_of, one_line
from mail.inbox.preview import Preview
from mail.inbox.reasons import line_of
from mail.models import IncomingEmail
from tickets.search import Place
from tickets.search.sorting import Beyond, a_moment

SIZE = 50
DECIDED, HELD = "decided", "held"


class DecidedPage:
    """A page of the mails that people decided on, the latest verdict first, or of those held back.

    `params` are those of the address: `q` are words of sender or subject, `block` is the number of
    a blocked sender, `what` is "held" for what blocks hold back, `after` a place.
    """

    def __init__(self, user, params):
        self.user = user
        self.q = one_line(params.get("q", ""))[:200]
        self.block = number_of(params.get("block", ""))
        self.what = HELD if params.get("what") == HELD or self.block else DECIDED
        self.after = self._place(params.get("after", ""))

    def _place(self, text):
        """Return the place that a text of an address says, or None."""
        try:
            return Place.read_as(text, a_moment)
        except ValueError:
            return None

    @cached_property
    def _taken(self):
        """The mails of this page, and one more if there is one."""
        rows = IncomingEmail.objects.visible_to(self.user)
        if self.what == HELD:
            rows = rows.held().order_by("-pk")
            if self.block:
                rows = rows.filter(block=self.block)
            if self.after:
                rows = rows.filter(pk__lt=self.after.number)
        else:
            rows = rows.decided().order_by("-decided_at", "-pk")
            if self.after:
                rows = rows.filter(Beyond("decided_at", self.after, less=True))
        rows = rows.about(self.q) if self.q else rows
        return list(rows.for_list().select_related("block")[: SIZE + 1])

    @cached_property
    def rows(self):
        """The previews of this page's mails, with their lines."""
        return [(mail, *line_of(mail), Preview(mail, self.user)) for mail in self._taken[:SIZE]]

    @property
    def older(self):
        """The address of the next page, or ""."""
        if len(self._taken) <= SIZE:
            return ""
        last = self._taken[SIZE - 1]
        at = last.decided_at if self.what == DECIDED else last.received_at
        return self._address(after=str(Place(at, last.pk)))

    @property
    def newer(self):
        """The address of the first page, or "" on it."""
        return self._address() if self.after else ""

    @property
    def kept(self):
        """What of the address a search keeps."""
        kept = {"block": self.block, "what": self.what if self.what == HELD else ""}
        return {key: value for key, value in kept.items() if value}

    def _address(self, **more):
        """Return the address of this list, and `more`."""
        words = {"q": self.q} if self.q else {}
        return f"{reverse('inbox_decided')}?{urlencode({**words, **self.kept, **more})}"
