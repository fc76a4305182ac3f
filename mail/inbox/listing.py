"""The list of the inbox: what waits, newest first, a page at a time."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import ngettext

from core.counting import MOST_COUNTED, capped
from core.paging import NEWEST_FIRST, page_of
from mail.inbox.preview import Preview
from mail.models import IncomingEmail


class InboxList:
    """A page of the waiting emails that `user` may read, and the one that is open.

    `params` are those of the address: `before` is the number behind which the page begins.
    `mail` is read; without one, the first. `focus` asks for the focus on its row.
    """

    def __init__(self, user, params, email=None, focus=False):
        self.user, self.focus, self.opened = user, focus, email is not None
        self.before = NEWEST_FIRST.place(params.get("before", ""))
        self._email = email

    @property
    def seen(self):
        """All that waits and is theirs to read."""
        return IncomingEmail.objects.visible_to(self.user).waiting()

    @cached_property
    def _page(self):
        """The emails of this page, and where the next begins."""
        return page_of(self.seen.for_list(), NEWEST_FIRST, after=self.before)

    @property
    def emails(self):
        """The emails of this page."""
        return self._page.rows

    @cached_property
    def email(self):
        """The email that is read, or None where nothing waits."""
        return self._email or next(iter(self.emails), None)

    @cached_property
    def preview(self):
        """What is shown of it, or None."""
        return Preview(self.email, self.user) if self.email else None

    @cached_property
    def count_in_words(self):
        """How many wait: "4 emails without a ticket"."""
        whole = self.before is None and self._page.after is None
        count = len(self.emails) if whole else self.seen[: MOST_COUNTED + 1].count()
        words = ngettext("%s email without a ticket", "%s emails without a ticket", count)
        return words % capped(count)

    @property
    def query(self):
        """This page's part of an address, with its "?", or ""."""
        return f"?{urlencode({'before': self.before})}" if self.before else ""

    @property
    def older(self):
        """The address of the next page, or ""."""
        after = self._page.after
        return f"{reverse('inbox')}?{urlencode({'before': after})}" if after else ""

    @property
    def newer(self):
        """The address of the first page, or "" on it."""
        return reverse("inbox") if self.before else ""

    def after(self, pk):
        """Return the email that one reads next where `pk` was: the one below, else the last."""
        return next((email for email in self.emails if email.pk < pk), (self.emails or [None])[-1])

    @property
    def address(self):
        """Where this page, with this email, is found."""
        if not self.email:
            return reverse("inbox")
        return reverse("inbox_email", args=[self.email.pk]) + self.query
