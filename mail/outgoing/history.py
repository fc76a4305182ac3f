"""The earlier emails that are quoted below an email: not too many, and of its thread only.

Notes, team threads, calls and other threads are never quoted, as their people may be others. With
a new recipient nothing is quoted either, because the writer did not see the quote in the composer.
"""

from dataclasses import dataclass

from core.text import key_of
from customers.models import EmailAddress
from tickets.models import Message, Recipient

MOST, CHARACTERS = 8, 12_000
NOT_SENT = ("WITHDRAWN", "FAILED", "BOUNCED", "QUEUED", "SENDING")


@dataclass(frozen=True)
class Quote:
    """One earlier email: who wrote it, when, and its words."""

    who: str
    when: object
    text: str


def earlier(message):
    """Return the emails of the thread before `message` that were sent or came in, oldest first."""
    earlier_emails = Message.objects.filter(
        thread=message.thread_id, kind="EMAIL", pk__lt=message.pk
    )
    people = ("author_user", "author_customer")
    return earlier_emails.exclude(delivery__in=NOT_SENT).select_related(*people).order_by("pk")


def history(message):
    """Return the `Quote`s below `message`, newest first; none if a recipient is new."""
    earlier_emails = list(earlier(message).defer("html").reverse()[:MOST])
    if not earlier_emails or newcomers(message):
        return []
    quotes, left = [], CHARACTERS
    for email in earlier_emails:
        text = own_words(email.body)[:left].rstrip()
        left -= len(text)
        if text:
            quotes.append(Quote(str(email.author), email.created_at, text))
    return quotes


def newcomers(message):
    """Return the keys of recipients who did not take part in the thread before."""
    earlier_emails = earlier(message)
    rows = Recipient.objects.filter(message__in=earlier_emails).values_list("address", flat=True)
    known = {key_of(address) for address in rows}
    known |= {key_of(email.author_address) for email in earlier_emails if email.author_address}
    writers = {email.author_customer_id for email in earlier_emails if email.author_customer_id}
    if writers:
        own = EmailAddress.objects.filter(customer__in=writers)
        known |= set(own.values_list("key", flat=True))
    return {key_of(one.address) for one in message.recipients.all()} - known


def own_words(text):
    """Return a text without the lines that it quotes: they are quoted below already."""
    lines = [line for line in text.split("\n") if not line.lstrip().startswith(">")]
    return "\n".join(lines).strip()
