"""The rows of the table, prepared for the template.

Fifty rows take most of the page's time: what many of them share is rendered once.
"""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

from core.templatetags.ui import face_and_name, when
from tickets.choices import Priority, Status
from tickets.properties import PROPERTIES
from tickets.queue.columns import MORE
from tickets.templatetags.marks import priority, status, waits


@dataclass(frozen=True, slots=True)
class QueueRow:
    """What one row shows, in the order of its columns; `take` is the button's label, or ""."""

    number: str
    subject: str
    snippet: str
    tags: list
    is_written_after_closing: bool
    customer: str
    company: str
    status: str
    holder: str
    take: str
    priority: str
    more: list
    waits: str
    updated: str


class Once(dict):
    """Values by key, each made by `make(key)` when first needed."""

    def __init__(self, make):
        super().__init__()
        self.make = make

    def __missing__(self, key):
        value = self[key] = self.make(key)
        return value


class RowMaker:
    """Makes rows of tickets for one page."""

    def __init__(self):
        self.statuses = Once(lambda value: status(value, Status(value).label))
        self.priorities = Once(lambda value: priority(value, Priority(value).label, quiet=True))
        self.tags = Once(lambda name: (name, quote(name)))
        self.holders = {}
        self.take = _("Take #%d")

    def row(self, ticket):
        """Return the `QueueRow` of a ticket that was fetched with people, tags and first words."""
        holder, company = ticket.holder, ticket.customer.company
        return QueueRow(
            number=str(ticket.pk),  # as text: a number would be looked up in the locale
            subject=ticket.subject,
            snippet=" ".join(ticket.first_words.split()),
            tags=[self.tags[tag.name] for tag in ticket.tags.all()],
            is_written_after_closing=ticket.wrote_after_closing,
            customer=ticket.customer.name,
            company=company.name if company else "",
            status=self.statuses[ticket.status],
            holder=self.holder(holder),
            take=self.take % ticket.pk if holder is None and not ticket.is_closed else "",
            priority=self.priorities[ticket.priority],
            more=[(PROPERTIES[name].table_column.css, words_now(name, ticket)) for name in MORE],
            waits=waits(ticket.waiting_since) if ticket.customer_waits else "",
            updated=when(ticket.last_activity_at, "row__updated"),
        )

    def holder(self, holder):
        """Return picture and name of a holder, as HTML."""
        key = holder and (type(holder), holder.pk)
        if key not in self.holders:
            self.holders[key] = face_and_name(holder)
        return self.holders[key]


def words_now(name, ticket):
    """Return the present value of a property in words."""
    prop = PROPERTIES[name]
    return prop.in_words(prop.words(prop.of(ticket)))
