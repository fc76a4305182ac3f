"""Blocked senders: who is blocked, and the verbs that set and lift a block."""

from contextlib import suppress
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import clock
from core.refusals import NotAllowed, Refusal
from core.text import key_of
from customers.models import Customer
from mail.incoming.deciding import decide, record, waiting
from mail.incoming.placing import sender_key
from mail.models import BlockedSender, IncomingEmail
from tickets.models.refusals import Conflict

MOST_HELD = 500
"""How many waiting emails of one sender are held back by one block."""


class Concerned(Refusal):
    """A block would hold back emails of customers; `customers` are some of them."""

    def __init__(self, words, customers):
        super().__init__(words, field="sure")
        self.customers = customers


def find_block(address):
    """Return the BlockedSender whose address or domain matches an address, or None."""
    local, at, domain = key_of(address).rpartition("@")
    names = _names_of(domain) if at else ()
    keys = [address.casefold(), *(f"{who}@{name}" for name in names for who in (local, ""))]
    return BlockedSender.objects.filter(key__in=keys, lifted_at=None).first()


def _names_of(domain):
    """Return the spellings of one domain: with or without a final dot, in Unicode and in ASCII."""
    plain = domain.rstrip(".")
    names = {domain, plain}
    with suppress(UnicodeError):
        names.add(plain.encode("idna").decode())
    with suppress(UnicodeError):
        names.add(plain.encode("ascii").decode("idna"))
    return names


def domain_of(address):
    """Return the domain of an address in the form of a block's key: "@evil.example", or ""."""
    _local, at, domain = key_of(address).rpartition("@")
    return f"@{domain}" if at and domain else ""


@transaction.atomic
def block(email, *, by, domain=False, sure=False, why=""):
    """Block the sender of a waiting email, or its whole domain; return the MailEvent.

    Their other waiting emails, as far as `by` sees them, are held back too. Raises `Unseen`,
    `Conflict`; `Refusal` for our own addresses and people; `Concerned` if emails of a customer
    would be held back and `by` is not `sure`.
    """
    row = waiting(email, by)
    # An address with look-alike characters is blocked as it is written, not as the address that
    # it looks like.
    only = sender_key(row.from_address) or row.from_address.casefold()
    key = domain_of(row.from_address) if domain else only
    refuse_ours(key)
    if not sure:
        refuse_customers(key)
    sender = _blocked(key, by=by)
    event = _hold(row, sender, by=by, why=why)
    email.refresh_from_db()
    return event


def _hold(row, sender, *, by, why):
    """Hold back an email and all waiting emails of its sender; return the first event."""
    batch = uuid4()
    way = "iendswith" if sender.key.startswith("@") else "iexact"
    seen = IncomingEmail.objects.visible_to(by).waiting().exclude(pk=row.pk)
    theirs = seen.filter(**{f"from_address__{way}": sender.key}).order_by("pk")
    others = theirs.values_list("pk", flat=True)[:MOST_HELD]
    rows = IncomingEmail.objects.select_for_update(of=("self",), no_key=True).waiting()
    events = []
    for one in [row, *rows.filter(pk__in=list(others)).order_by("pk")]:
        events.append(record("held", by=by, email=one, sender=sender, why=why, batch=batch))
        decide(one, IncomingEmail.State.HELD, by=by, block=sender)
    return events[0]


def _blocked(key, *, by):
    """Return the active block of a key; make it if there is none."""
    try:
        with transaction.atomic():
            sender = BlockedSender.objects.create(key=key, created_by=by)
    except IntegrityError:
        return BlockedSender.objects.get(key=key, lifted_at=None)
    record("blocked", by=by, sender=sender)
    return sender


@transaction.atomic
def unblock(sender, *, by, why=""):
    """Lift the block of a sender; return the MailEvent.

    Their later emails come in again. Emails that were held back stay so; each can be returned to
    the inbox. Raises `Conflict` if somebody lifted the block already.
    """
    if not by.is_active:
        raise NotAllowed(_("Only people who work here can lift blocks."))
    now = clock.now()
    if not BlockedSender.objects.filter(pk=sender.pk, lifted_at=None).update(lifted_at=now):
        raise Conflict(_("This block was lifted already."), field="sender")
    sender.lifted_at = now
    return record("lifted", by=by, sender=sender, why=why)


def refuse_ours(key):
    """Raise `Refusal` for an invalid address, and for our own addresses, domains and people."""
    if "@" not in key or key.endswith("@") or len(key) > 320:
        raise Refusal(_("This email names no sender that could be blocked."), field="whom")
    ours = {key_of(settings.SUPPORT_ADDRESS), key_of(settings.DEFAULT_FROM_EMAIL)}
    domains = {domain_of(address) for address in ours} | {f"@{settings.MAIL_DOMAIN.casefold()}"}
    if key in ours | domains:
        raise Refusal(_("This is our own address; it cannot be blocked."), field="whom")
    # Deactivated people may be blocked; a person's email provider may be a customer's as well.
    theirs = User.objects.active()
    wanted = {"email__endswith": key} if key.startswith("@") else {"email": key_of(key)}
    if theirs.filter(**wanted).exists():
        raise Refusal(_("A colleague has this address; it cannot be blocked."), field="whom")


def refuse_customers(key):
    """Raise `Concerned` if a block would hold back emails of customers."""
    wanted = {"emails__key__endswith" if key.startswith("@") else "emails__key": key}
    customers = list(Customer.objects.filter(**wanted).distinct().order_by("name_key", "id")[:4])
    if not customers:
        return
    names = ", ".join(one.name for one in customers[:3])
    words = _("%s has this address. Their emails would not reach the inbox any more.")
    if key.startswith("@"):
        words = _("%s and perhaps others have addresses there. Their emails would be held back.")
    raise Concerned(words % names, customers)
