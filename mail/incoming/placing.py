"""Where an email belongs, and for which reason.

An email is filed to its thread automatically only if it proves that it answers one of our emails
*and* its sender takes part in that thread. All others wait in the inbox for a person
(docs/decisions.md, Where an email belongs).
"""

import re
from dataclasses import dataclass

from django.conf import settings

from accounts.models import User
from core.text import key_of
from customers.models import Customer
from mail import signing
from mail.models import IncomingEmail
from mail.reader import BOUNCE
from tickets.models import Message, Thread, Ticket

Reason = IncomingEmail.Reason
DMARC_FAIL = re.compile(r"\bdmarc\s*=\s*fail\b")
IN_SUBJECT = re.compile(r"\[#(\d{1,9})\]")
UNPROVEN = {"no From", "several From", "hidden From"}
"""Problems of an email after which our mail server's check of the sender's domain proves nothing:
it may have checked another domain or none.
"""

MOST_REFERENCES = 50
"""How many of the last ids that an email refers to are looked up; a real answer has ours there."""


@dataclass(frozen=True)
class Placement:
    """Where an email goes: into `thread`, or without one into the inbox, perhaps with a `ticket`
    that it may belong to. `customer` is the customer with the sender's address, if any.
    """

    reason: str
    thread: Thread | None = None
    ticket: Ticket | None = None
    customer: Customer | None = None


def place_email(parsed):
    """Return the `Placement` of a parsed email that is no bounce."""
    customer = customer_of(parsed.from_email)
    proofs = [*_by_signature(parsed), *_by_reference(parsed)]
    if is_disowned(parsed):
        return Placement(Reason.DISOWNED, ticket=_first_ticket(proofs) or _named_in(parsed.subject))
    if is_colleague(parsed.from_email):
        return Placement(
            Reason.COLLEAGUE, ticket=_first_ticket(proofs) or _named_in(parsed.subject)
        )
    for reason, thread in proofs:
        if not UNPROVEN & {*parsed.problems} and takes_part(parsed.from_email, customer, thread):
            return Placement(reason, thread, thread.ticket, customer)
    if proofs:
        return Placement(Reason.STRANGER, ticket=_first_ticket(proofs), customer=customer)
    return _without_proof(parsed, customer)


def _without_proof(parsed, customer):
    """Return the place of an email that does not prove that it answers one of ours."""
    ticket = _named_in(parsed.subject)
    if any(
        named and not named.valid for named in map(signing.read_signed_address, _addressed(parsed))
    ):
        return Placement(Reason.FORGED, ticket=ticket, customer=customer)
    if ticket:
        return Placement(Reason.SUBJECT, ticket=ticket, customer=customer)
    return Placement(Reason.KNOWN if customer else Reason.UNKNOWN, customer=customer)


def sender_key(address):
    """Return the key that identifies a sender, or "" for nobody.

    An address that has plain letters only after case folding (a full-width or a long s) is a
    different address.
    """
    key = key_of(address)
    return key if address.isascii() or not key.isascii() else ""


def customer_of(address):
    """Return the customer who has this address, or None."""
    key = sender_key(address)
    return (
        Customer.objects.filter(emails__key=key).select_related("company").first() if key else None
    )


def is_disowned(parsed):
    """Whether our mail server found that this email is not from the sender's domain (RFC 8601).

    Only a failure counts, and only in a header with our server's name: the sender may have written
    any other.
    """
    ours = settings.MAIL_AUTHSERV_ID.casefold()
    results = (v for name, v in parsed.headers if name.casefold() == "authentication-results")
    return bool(ours) and any(
        DMARC_FAIL.search(value) and value.split(";")[0].split()[:1] == [ours]
        for value in map(str.casefold, results)
    )


def is_colleague(address):
    """Whether this address belongs to a person, deactivated or not, or is one of our own."""
    ours = {key_of(settings.SUPPORT_ADDRESS), key_of(settings.DEFAULT_FROM_EMAIL)}
    key = key_of(address)
    return key in ours or User.objects.filter(email=key).exists()


def takes_part(address, customer, thread):
    """Whether a sender takes part in a thread as it is now.

    The recipients of our last email take part, from any of their addresses; before our first
    email, everybody who wrote in the thread. Recipients who were left out since, and an address
    that was removed from the ticket's customer, do not: nobody reads another thread's emails.
    """
    own = {sender_key(address)} - {""}
    if customer:
        own |= set(customer.emails.values_list("key", flat=True))
    last = _last_written(thread)
    if last is None:
        return bool(customer) and thread.messages.filter(author_customer=customer).exists()
    written_to = {key_of(one.address) for one in last.recipients.all()}
    return bool(own & written_to) and not (customer is None and _taken_away(address, last, thread))


def _last_written(thread):
    """Return our last email in a thread that was not withdrawn, or None."""
    ours = thread.messages.filter(kind=Message.Kind.EMAIL, direction=Message.Direction.OUT)
    return ours.exclude(delivery=Message.Delivery.WITHDRAWN).order_by("-id").first()


def _taken_away(address, last, thread):
    """Whether this address was removed from the ticket's customer since our last email."""
    edits = thread.ticket.customer.events.filter(kind="edited", at__gt=last.created_at)
    lost = (event.changes.get("email", {}).get("old") for event in edits)
    return key_of(address) in {key_of(one) for one in lost if one}


def bounced_message(parsed):
    """Return our message that a bounce is about, or None.

    It must contain something that nobody else knows: the signed envelope sender or the Message-ID.
    """
    for named in map(signing.read_signed_address, _addressed(parsed)):
        if named and named.valid and named.message:
            return Message.objects.filter(pk=named.message).first()
    ids = [
        parsed.bounce.message_id if parsed.bounce else "",
        parsed.in_reply_to,
        *parsed.references[-5:],
    ]
    ours = Message.objects.filter(direction=Message.Direction.OUT, kind=Message.Kind.EMAIL)
    return ours.filter(message_id__in=[f"<{one}>" for one in ids if one]).order_by("-id").first()


def echo_of(parsed):
    """Return the message of ours of which this email is a copy in our own mailbox, or None."""
    ours = Message.objects.filter(
        direction=Message.Direction.OUT, message_id=f"<{parsed.message_id}>"
    )
    is_from_us = key_of(parsed.from_email) == key_of(settings.SUPPORT_ADDRESS)
    if not parsed.message_id or parsed.auto == BOUNCE or not is_from_us:
        return None
    return ours.select_related("thread__ticket").first()


def _addressed(parsed):
    """Return the addresses that an email was sent to, by its headers and by its envelope."""
    return [*parsed.delivered_to, *(one.address for one in (*parsed.to, *parsed.cc))][:200]


def _by_signature(parsed):
    """Return (reason, thread) for each thread that a valid reply address names."""
    named = filter(None, map(signing.read_signed_address, _addressed(parsed)))
    ids = [one.thread for one in named if one.valid and one.thread]
    return [(Reason.SIGNED, thread) for thread in _threads(pk__in=ids)]


def _by_reference(parsed):
    """Return (reason, thread) for each thread with an email that this one refers to."""
    ids = {parsed.in_reply_to, *parsed.references[-MOST_REFERENCES:]} - {""}
    known = Message.objects.filter(message_id__in=[f"<{one}>" for one in ids])
    return [(Reason.REFERENCE, thread) for thread in _threads(pk__in=known.values("thread"))]


def _threads(**wanted):
    """Return conversations with their tickets, the latest first."""
    rows = Thread.objects.filter(kind=Thread.Kind.OUTSIDE, **wanted)
    return rows.select_related("ticket").order_by("-id")


def _first_ticket(proofs):
    """Return the ticket of the first proof, or None."""
    return proofs[0][1].ticket if proofs else None


def _named_in(subject):
    """Return the ticket whose number is in a subject, or None."""
    match = IN_SUBJECT.search(subject)
    return match and Ticket.objects.filter(pk=int(match[1])).first()
