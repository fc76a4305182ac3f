"""The list of the inbox: what waits, newest first, a page at a time."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import ngettext

from core.counting import MOST_COUNTED, capped
from core.paging import NEWEST_FIRST, page_of
from mail.inbox.preview import Preview
from mail.inbox.reasons import line_of
from mail.models import IncomingEmail


class InboxList:
    """A page of the mails that wait, as far as `user` reads them, and the one of them that is read.

    `params` are those of the address: `before` is the number behind which the page begins.
    `mail` is read; without one, the first. `focus` asks for the focus on its row.
    """

    def __init__(self, user, params, mail=None, focus=False):
        self.user, self.focus, self.opened = user, focus, mail is not None
        self.before = NEWEST_FIRST.place(params.get("before", ""))
        self._mail = mail

    @property
    def seen(self):
        """All that waits and is theirs to read."""
        return IncomingEmail.objects.visible_to(self.user).waiting()

    @cached_property
    def _page(self):
        """The mails of this page, and where the next begins."""
        return page_of(self.seen.for_list(), NEWEST_FIRST, after=self.before)

    @property
    def mails(self):
        """The mails of this page."""
        return self._page.rows

    @cached_property
    def rows(self):
        """Each mail of this page with the icon and the words of why it is here."""
        return [(mail, *line_of(mail)) for mail in self.mails]

    @cached_property
    def mail(self):
        """The mail that is read, or None where nothing waits."""
        return self._mail or next(iter(self.mails), None)

    @cached_property
    def preview(self):
        """What is shown of it, or None."""
        return Preview(self.mail, self.user) if self.mail else None

    @cached_property
    def count_in_words(self):
        """How many wait: "4 mails without a ticket"."""
        whole = self.before is None and self._page.after is None
        count = len(self.mails) if whole else self.seen[: MOST_COUNTED + 1].count()
        words = ngettext("%s mail without a ticket", "%s mails without a ticket", count)
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
        """Return the mail that one reads next where `pk` was: the one below, else the last."""
        return next((mail for mail in self.mails if mail.pk < pk), (self.mails or [None])[-1])

    @property
    def address(self):
        """Where this page, with this mail, is found."""
        if not self.mail:
            return reverse("inbox")
        return reverse("inbox_email", args=[self.mail.pk]) + self.query
