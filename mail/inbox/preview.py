"""One email as it is read in the inbox: its words, its files, what became of it or may become."""

from typing import NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from core import folds
from core.refusals import Refusal
from core.text import storable
from customers.forms.new import NewCustomerForm
from mail.html.plain import render_plain
from mail.incoming.decisions import RETURNABLE, parsed_or_refused
from mail.models import IncomingEmail
from tickets.models import Ticket

READ_MAX, RAW_MAX = 40_000, 20_000
"""So many characters of an email are shown; of one that nobody can read, so many bytes."""

SUGGESTED = 4
State = IncomingEmail.State


class Guess(NamedTuple):
    """A ticket that an email may belong to, and why."""

    ticket: Ticket
    why: str


class PreviewFile(NamedTuple):
    """A file of an email: its number within it, its name and its size."""

    number: int
    name: str
    size: int


class Preview:
    """What `user` is shown of an email, and of tickets only what `user` sees."""

    def __init__(self, email, user):
        self.email, self.user = email, user
        self.is_waiting = email.state == State.WAITING
        self.may_return = email.state in RETURNABLE

    @cached_property
    def parsed(self):
        """What the email says, or None where it cannot be read or is not here."""
        try:
            return parsed_or_refused(self.email)
        except Refusal:
            return None

    @cached_property
    def is_cut(self):
        """Whether there is more of it than is shown."""
        return bool(self.parsed) and len(self.parsed.text) > READ_MAX

    @cached_property
    def html(self):
        """Its words, the history folded; of an email that cannot be read, how it begins."""
        if self.parsed:
            text = storable(self.parsed.text[:READ_MAX]).strip() or _("(no text)")
            return folds.worded(render_plain(text))
        return mark_safe(f"<pre>{escape(self._beginning())}</pre>")  # noqa: S308 - escaped

    def _beginning(self):
        """Return the first bytes of an email as text, or what is known of one that is not here."""
        if not self.email.raw:
            return self.email.snippet
        try:
            with self.email.raw.open("rb") as file:
                return storable(file.read(RAW_MAX).decode("utf-8", "replace"))
        except OSError:
            return _("The original is not in the storage any more.")

    @cached_property
    def files(self):
        """Its files."""
        files = self.parsed.attachments if self.parsed else ()
        return [PreviewFile(n, one.name, len(one.data)) for n, one in enumerate(files[:200])]

    @property
    def to(self):
        """Whom it went to, in words: names or addresses, ours as "support"."""
        people = [*self.parsed.to, *self.parsed.cc] if self.parsed else []
        ours = settings.SUPPORT_ADDRESS.partition("@")
        named = (
            ours[0] if one.address.startswith(ours[0]) and one.address.endswith(ours[2])
            else one.name or one.address
            for one in people[:6]
        )  # fmt: skip
        return ", ".join(dict.fromkeys(filter(None, named)))

    @cached_property
    def guesses(self):
        """The tickets that it may belong to and that the reader sees, the likeliest first."""
        named, customer = self.email.ticket, self.email.customer
        found = []
        if named and self.is_waiting:
            reason = self.email.reason
            words = IncomingEmail.Reason(reason).of_ticket if reason else ""
            found.append(Guess(named, self._why(named, words)))
        if customer and self.is_waiting:
            words = _("%s’s own open ticket.") % customer.name
            found += (Guess(one, self._why(one, words)) for one in self._own(customer, named))
        return found[:SUGGESTED]

    def _own(self, customer, but):
        """Return the customer's open tickets that the reader sees."""
        seen = Ticket.objects.visible_to(self.user).unfinished().filter(customer=customer)
        seen = seen.select_related("holder_user", "holder_group", "customer")
        return seen.exclude(pk=but.pk if but else 0).order_by("-last_activity_at", "-id")[
            :SUGGESTED
        ]

    def _why(self, ticket, words):
        """Return why it may belong to a ticket, and who holds that."""
        customer, said = self.email.customer, [words]
        if customer and ticket.customer_id != customer.pk:
            company = ticket.customer.company_id
            said += [_("Same company.")] if company and company == customer.company_id else []
        if ticket.is_closed:
            said.append(_("It is closed."))
        said.append(_("Held by %s.") % ticket.holder if ticket.holder else _("Held by nobody."))
        return " ".join(filter(None, map(str, said)))

    @cached_property
    def new_customer(self):
        """Who a new ticket would be for, as {"name", "email", "company"}, where nobody is known."""
        address = self.email.from_address
        guess = NewCustomerForm.guess(address) if "@" in address else {}
        return {"name": self.email.from_name or address, **guess}

    @property
    def outcome(self):
        """What became of it, in words; "" while it waits."""
        email = self.email
        who = email.decided_by or _("It was filed automatically")
        if email.state == State.FILED and not email.decided_by:
            return _("It was filed to #%s automatically.") % email.ticket_id
        words = {
            State.FILED: _("%(who)s filed it to #%(n)s."),
            State.DISCARDED: _("%(who)s discarded it."),
            State.HELD: _("%(who)s blocked its sender.") if email.decided_by else "",
            State.BOUNCE: _("It reports that an email of #%(n)s did not arrive."),
            State.STORED: _("It was not read yet."),
            State.ECHO: str(IncomingEmail.Reason.ECHO.label),
        }.get(email.state, "")
        return words % {"who": who, "n": email.ticket_id} if words else ""

    @property
    def address(self):
        """Where this email alone is found."""
        return reverse("inbox_email", args=[self.email.pk])
