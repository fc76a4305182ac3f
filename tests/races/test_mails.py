"""Every mail leaves once, however many send; what was taken back never does."""

import pytest

from tests.factories import CustomerFactory, TicketFactory
from tests.races.ring import race
from tickets.models import Message, TicketEvent

pytestmark = [pytest.mark.race, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mails(maria, settings):
    """The ids of sixty mails that are due, on six tickets."""
    settings.UNDO_SEND = 0
    customer = CustomerFactory(emails=["sarah@acme.example"])
    tickets = [TicketFactory(customer=customer, by=maria) for _number in range(6)]
    written = [
        ticket.write_mail(f"Mail {n}", by=maria, to=["sarah@acme.example"])
        for ticket in tickets
        for n in range(10)
    ]
    return [mail.pk for mail in written]


def test_of_many_mailrooms_each_sends_other_mails(mails):
    sent = [pk for done in race("send_out", 6) for pk in done]
    assert sorted(sent) == sorted(mails)
    assert set(Message.objects.values_list("delivery", flat=True)) == {"SENT"}
    assert TicketEvent.objects.filter(kind="email_sent").count() == len(mails)


def test_a_mail_is_sent_or_taken_back_never_both(mails, maria):
    sent, taken_back = race("send_or_take_back", 2, mails=mails, agent=maria.pk)
    assert sorted([*sent, *taken_back]) == sorted(mails)
    rows = Message.objects.values_list("pk", "delivery")
    assert dict(rows) == dict.fromkeys(sent, "SENT") | dict.fromkeys(taken_back, "WITHDRAWN")
