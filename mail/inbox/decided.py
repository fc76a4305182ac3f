"""The emails that were decided on: to find one again, and to return it to the inbox."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property

from core.paging import NEWEST_FIRST, Order, moment_of, page_of
from core.text import number_of, one_line
from mail.inbox.preview import Preview
from mail.models import IncomingEmail

DECIDED, HELD = "decided", "held"
ORDERS = {DECIDED: Order("decided_at", reader=moment_of), HELD: NEWEST_FIRST}


class DecidedPage:
    """A page of the emails that people decided on, the latest decision first, or that are blocked.

    `params` are those of the address: `q` are words of sender or subject, `block` is the number of
    a blocked sender, `what` is "held" for what blocks hold back, `after` a place.
    """

    def __init__(self, user, params):
        self.user = user
        self.q = one_line(params.get("q", ""))[:200]
        self.block = number_of(params.get("block", ""))
        self.what = HELD if params.get("what") == HELD or self.block else DECIDED
        self.after = ORDERS[self.what].place(params.get("after", ""))

    @cached_property
    def _page(self):
        """The emails of this page, and where the next begins."""
        rows = IncomingEmail.objects.visible_to(self.user)
        if self.what == HELD:
            rows = rows.held().filter(block=self.block) if self.block else rows.held()
        else:
            rows = rows.decided()
        rows = rows.about(self.q) if self.q else rows
        rows = rows.for_list().select_related("block")
        return page_of(rows, ORDERS[self.what], after=self.after)

    @cached_property
    def rows(self):
        """The previews of this page's emails."""
        return [Preview(email, self.user) for email in self._page.rows]

    @property
    def older(self):
        """The address of the next page, or ""."""
        return self._address(after=self._page.after) if self._page.after else ""

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
