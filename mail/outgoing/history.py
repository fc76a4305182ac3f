"""The part of a conversation that is quoted below a mail: bounded, and of this thread alone.

A note, a team thread, a call that was written down and another thread never are: threads of one
ticket do not mix their people. Somebody who joins a thread gets no history either: the one who
writes to them did not see it in the composer.
"""

from dataclasses import dataclass

from core.text import key_of
from customers.models import EmailAddress
from tickets.models import Message, Recipient

MOST, CHARACTERS = 8, 12_000
NOT_SENT = ("WITHDRAWN", "FAILED", "BOUNCED", "QUEUED", "SENDING")


@dataclass(frozen=True)
class Quote:
    """One earlier mail: who wrote it, when, and its words."""

    who: str
    when: object
    text: str


def earlier(message):
    """Return the mails of the thread before `message` that went out or came in, oldest first."""
    mails = Message.objects.filter(thread=message.thread_id, kind="EMAIL", pk__lt=message.pk)
    people = ("author_user", "author_customer")
    return mails.exclude(delivery__in=NOT_SENT).select_related(*people).order_by("pk")


def history(message):
    """Return the `Quote`s to stand below `message`, newest first; none if somebody is new here."""
    mails = list(earlier(message).defer("html").reverse()[:MOST])
    if not mails or newcomers(message):
        return []
    quotes, left = [], CHARACTERS
    for mail in mails:
        text = own_words(mail.body)[:left].rstrip()
        left -= len(text)
        if text:
            quotes.append(Quote(str(mail.author), mail.created_at, text))
    return quotes


def newcomers(message):
    """Return the keys of those among the recipients who took no part in the thread before."""
    mails = earlier(message)
    rows = Recipient.objects.filter(message__in=mails).values_list("address", flat=True)
    known = {key_of(address) for address in rows}
    known |= {key_of(mail.author_address) for mail in mails if mail.author_address}
    writers = {mail.author_customer_id for mail in mails if mail.author_customer_id}
    if writers:
        own = EmailAddress.objects.filter(customer__in=writers)
        known |= set(own.values_list("key", flat=True))
    return {key_of(one.address) for one in message.recipients.all()} - known


def own_words(text):
    """Return a text without what it quotes itself: that stands below in its own place."""
    lines = [line for line in text.split("\n") if not line.lstrip().startswith(">")]
    return "\n".join(lines).strip()
