"""What people decide about an email: each decision with its record, and one winner of two."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection

from core import clock
from core.refusals import Refusal, Unseen
from customers.models import Customer
from mail.inbox.ticket_form import TicketOfEmailForm
from mail.incoming import blocking, decisions
from mail.models import BlockedSender, IncomingEmail, MailEvent
from tests.factories import CustomerFactory, TicketFactory, UserFactory
from tests.mail.conftest import arrive
from tests.mail.inbox.conftest import LUCIA
from tickets.models import Attachment, Ticket
from tickets.models.refusals import Conflict, UndoRefused

pytestmark = pytest.mark.django_db


def kinds():
    """What is on the record of emails, in its order."""
    return list(MailEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_filing_makes_a_message_with_its_files(known, ticket, alex):
    message = decisions.file_to(known, ticket, by=alex)
    assert (known.state, known.ticket, known.decided_by) == ("FILED", ticket, alex)
    assert message.body.startswith("It hurts.")
    assert [file.name for file in message.attachments.all()] == ["log.txt"]
    event = ticket.events.get(kind="email_received")
    assert (event.by, event.message) == (alex, message)
    record = MailEvent.objects.get()
    assert (record.kind, record.by, record.email) == ("filed", alex, known)
    assert record.changes["ticket"]["new_id"] == ticket.pk


def test_a_ticket_begins_with_the_mail(known, sarah, maria):
    ticket = decisions.make_ticket(known, customer=sarah, subject="Another thing", by=maria)
    assert [event.kind for event in ticket.events.all()] == ["created", "email_received"]
    assert ticket.threads.get().subject == "Another thing"
    assert (known.state, known.ticket, kinds()) == ("FILED", ticket, ["ticket_made"])


def test_what_is_refused_leaves_no_half_ticket(known, sarah, maria):
    with pytest.raises(Refusal):
        decisions.make_ticket(known, customer=sarah, subject="x" * 300, by=maria)
    known.refresh_from_db()
    assert (known.state, Ticket.objects.count(), kinds()) == ("WAITING", 0, [])


@pytest.mark.parametrize("decision", ["discard", "block", "file", "make"])
def test_the_second_to_decide_is_told_who_was_first(decision, unknown, alex, maria, sarah):
    decisions.discard(unknown, by=maria)
    ticket = TicketFactory(customer=sarah)
    late = IncomingEmail.objects.get()
    with pytest.raises(Conflict, match="Maria Lopez discarded this email already"):
        {
            "discard": lambda: decisions.discard(late, by=alex),
            "block": lambda: blocking.block(late, by=alex),
            "file": lambda: decisions.file_to(late, ticket, by=alex),
            "make": lambda: decisions.make_ticket(late, customer=sarah, subject="A", by=alex),
        }[decision]()
    assert (kinds(), Ticket.objects.count()) == (["discarded"], 1)


def test_a_mail_of_an_unseen_ticket_does_not_exist(stranger, maria):
    with pytest.raises(Unseen):
        decisions.discard(stranger, by=maria)


def test_nothing_is_filed_to_an_unseen_ticket(known, ticket, maria):
    with pytest.raises(Unseen):
        decisions.file_to(known, ticket, by=maria)
    known.refresh_from_db()
    assert (known.state, kinds()) == ("WAITING", [])


def test_who_left_decides_nothing(known, lisa):
    gone = UserFactory(role="admin")
    gone.deactivate(by=lisa)
    with pytest.raises(Unseen):
        decisions.discard(known, by=gone)


def test_a_discarded_mail_comes_back(known, maria):
    decisions.discard(known, by=maria)
    decisions.return_to_inbox(known, by=maria)
    assert (known.state, known.decided_by, known.reason) == ("WAITING", None, "KNOWN")
    assert kinds() == ["discarded", "restored"]
    with pytest.raises(Conflict):
        decisions.return_to_inbox(known, by=maria)


def test_discarding_is_undone_once_by_the_one_who_did_it(known, maria, alex):
    event = decisions.discard(known, by=maria)
    assert not decisions.may_be_undone_by(event, alex)
    assert decisions.undo_decision(event, by=maria) == 1
    assert MailEvent.objects.get(kind="restored").undoes == event
    with pytest.raises(UndoRefused):
        decisions.undo_decision(event, by=maria)


def test_what_was_decided_anew_is_not_undone(known, maria):
    event = decisions.discard(known, by=maria)
    decisions.return_to_inbox(known, by=maria)
    decisions.discard(known, by=maria)
    with pytest.raises(UndoRefused):
        decisions.undo_decision(event, by=maria)
    with clock.at(clock.now() + timedelta(minutes=11)), pytest.raises(UndoRefused, match="ten"):
        decisions.undo_decision(event, by=maria)


def test_blocking_holds_back_what_else_waits_and_what_comes(unknown, maria):
    second = arrive(From=LUCIA, Message_ID="<five@delta.example>")
    other = arrive(From="b@delta.example", Message_ID="<six@delta.example>")
    event = blocking.block(unknown, by=maria)
    third = arrive(From=LUCIA.upper(), Message_ID="<seven@delta.example>")
    states = [IncomingEmail.objects.get(pk=m.pk).state for m in (unknown, second, other, third)]
    assert states == ["HELD", "HELD", "WAITING", "HELD"]
    assert kinds() == ["blocked", "held", "held"]
    assert decisions.undo_decision(event, by=maria) == 2
    assert BlockedSender.objects.get().lifted_at is not None
    assert IncomingEmail.objects.waiting().count() == 3


def test_a_domain_is_blocked_as_a_whole(unknown, maria):
    blocking.block(unknown, by=maria, domain=True)
    assert arrive(From="b@delta.example", Message_ID="<six@delta.example>").state == "HELD"
    assert arrive(From="b@elta.example", Message_ID="<eight@elta.example>").state == "WAITING"


def test_a_lifted_block_lets_mail_in_and_is_lifted_once(unknown, maria, alex):
    blocking.block(unknown, by=maria)
    sender = BlockedSender.objects.get()
    blocking.unblock(sender, by=alex)
    assert arrive(From=LUCIA, Message_ID="<five@delta.example>").state == "WAITING"
    with pytest.raises(Conflict):
        blocking.unblock(sender, by=maria)
    assert kinds()[-1] == "lifted"


def test_a_customer_is_blocked_only_if_one_is_sure(known, maria):
    with pytest.raises(blocking.Concerned, match="Sarah Chen"):
        blocking.block(known, by=maria)
    with pytest.raises(blocking.Concerned):
        blocking.block(known, by=maria, domain=True)
    blocking.block(known, by=maria, sure=True)
    known.refresh_from_db()
    assert known.state == "HELD"


@pytest.mark.parametrize("domain", [False, True])
@pytest.mark.parametrize("sender", ["alex@helpdesk.example", "support@helpdesk.localhost", ""])
def test_ourselves_cannot_be_blocked(sender, domain, alex):
    mail = arrive(From=sender or None)
    with pytest.raises(Refusal):
        blocking.block(mail, by=alex, domain=domain, sure=True)
    mail.refresh_from_db()
    assert (mail.state, kinds()) == ("WAITING", [])


def test_a_mail_held_by_itself_comes_back_with_its_place(ticket, reply_address, lisa, sarah):
    BlockedSender.objects.create(key="sarah.chen@acme.example", created_by=lisa)
    mail = arrive(To=reply_address)
    assert (mail.state, mail.ticket) == ("HELD", ticket)
    decisions.return_to_inbox(mail, by=lisa)
    assert (mail.state, mail.reason, mail.ticket) == ("WAITING", "SIGNED", ticket)


def test_a_mail_without_words_is_not_filed(ticket, alex, known):
    known.raw.storage.delete(known.raw.name)
    with pytest.raises(Refusal, match="cannot be read"):
        decisions.file_to(known, ticket, by=alex)


def test_the_customer_may_be_new(unknown, maria):
    customer = CustomerFactory(name="Lucia", emails=["lucia@delta.example"])
    ticket = decisions.make_ticket(unknown, customer=customer, subject="Before", by=maria)
    message = ticket.threads.get().messages.get()
    assert (message.author, Customer.objects.count()) == (customer, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["file", "make"])
def test_files_are_stored_before_anything_is_locked(way, known, sarah, maria):
    """A picture that takes ten seconds must not keep everybody else from writing."""
    inside, of_mail = [], Attachment.of_mail

    def watch(*args, **options):
        inside.append(connection.in_atomic_block)
        return of_mail(*args, **options)

    with patch.object(Attachment, "of_mail", watch):
        if way == "file":
            decisions.file_to(known, TicketFactory(customer=sarah, by=maria), by=maria)
        else:
            form = TicketOfEmailForm(
                {"mail": known.pk, "subject": "S", "priority": "2", "channel": "email",
                 "customer": sarah.pk, "who": "Sarah"},
                by=maria,
            )  # fmt: skip
            assert form.submit(), (form.errors, form.customer_picker.errors)
    assert inside == [False]
    assert Attachment.objects.get().name == "log.txt"


def test_what_is_refused_keeps_no_file(known, sarah, maria, tmp_path):
    ticket = TicketFactory(customer=sarah, by=maria)
    decisions.discard(known, by=maria)
    with pytest.raises(Conflict):
        decisions.file_to(known, ticket, by=maria)
    stored = [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
    assert [path.suffix for path in stored] == [".eml"]
