"""Whether email works: the last hour, what is unfinished, and how the servers answer."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, Min, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core import clock
from mail import servers
from mail.imap.address import BadAddress
from mail.models import IncomingEmail, Mailbox
from tickets.models import Message

HOUR = timedelta(hours=1)
SHOWN = 20
State, Delivery = IncomingEmail.State, Message.Delivery


class MailFigure(NamedTuple):
    """One number with its words; `bad` where somebody should look."""

    words: str
    count: int
    bad: bool = False


class KnownServer(NamedTuple):
    """A mail server of the settings, or of earlier ones, and the row that says how it goes."""

    address: str
    row: Mailbox | None
    is_configured: bool


class Health:
    """The emails of the last hour, and what needs attention."""

    def __init__(self):
        self.now = clock.now()

    @cached_property
    def figures(self):
        """The numbers: of the last hour what came and went, and what is unfinished now."""
        since = self.now - HOUR
        came = IncomingEmail.objects.filter(received_at__gte=since).aggregate(
            all=Count("pk"), filed=Count("pk", filter=Q(state=State.FILED))
        )
        out = Message.objects.filter(kind="EMAIL", direction="OUT")
        sent = out.filter(sent_at__gte=since).count()
        failed = out.filter(created_at__gte=since, delivery__in=("FAILED", "BOUNCED")).count()
        return [
            MailFigure(_("came in"), came["all"]),
            MailFigure(_("of these filed"), came["filed"]),
            MailFigure(_("sent"), sent),
            MailFigure(_("failed or came back"), failed, bad=failed > 0),
            MailFigure(_("wait in the inbox"), IncomingEmail.objects.waiting().count()),
            MailFigure(_("not read yet"), *self._unread),
            MailFigure(_("queued"), self.queued["count"], bad=self.is_stuck),
        ]

    @property
    def _unread(self):
        """Return how many emails were not read yet, and whether one waits too long."""
        found = IncomingEmail.objects.stored().aggregate(n=Count("pk"), oldest=Min("received_at"))
        return found["n"], bool(found["oldest"]) and found["oldest"] < self.now - HOUR / 6

    @cached_property
    def queued(self):
        """How many emails are on their way out, and since when the oldest is."""
        waiting = Message.objects.filter(delivery__in=(Delivery.QUEUED, Delivery.SENDING))
        return waiting.aggregate(count=Count("pk"), oldest=Min("created_at"))

    @property
    def is_stuck(self):
        """Whether an email waits for longer than any retry should take to begin."""
        return bool(self.queued["oldest"]) and self.queued["oldest"] < self.now - HOUR / 4

    @cached_property
    def known_servers(self):
        """The mail servers: those of the settings first, then what is left of earlier ones."""
        rows = {row.address: row for row in Mailbox.objects.all()}
        try:
            named = servers.configured()
        except BadAddress:
            named = []
        known = [KnownServer(address, rows.pop(address, None), True) for address in named]
        return known + [KnownServer(row.address, row, False) for row in rows.values()]

    @cached_property
    def mistake(self):
        """What is wrong with the settings, or ""."""
        try:
            servers.configured()
        except BadAddress as mistake:
            return str(mistake)
        return ""

    @cached_property
    def failed(self):
        """The latest emails that could not be sent, or came back."""
        rows = Message.objects.filter(delivery__in=(Delivery.FAILED, Delivery.BOUNCED))
        rows = rows.select_related("thread__ticket", "author_user", "dispatch")
        return list(rows.order_by("-pk")[:SHOWN])

    @cached_property
    def poison(self):
        """The latest emails that could not be read."""
        unread = Q(state=State.WAITING, reason=IncomingEmail.Reason.UNREADABLE)
        tried = Q(state=State.STORED, tries__gt=0)
        return list(IncomingEmail.objects.filter(unread | tried).order_by("-pk")[:SHOWN])
