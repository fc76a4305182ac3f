"""Addresses and numbers: any number of each, one primary address, nothing half-written."""

import pytest

from core.refusals import NotAllowed, Refusal
from customers.models import Customer, CustomerEvent, EmailAddress, PhoneNumber
from tests.factories import CustomerFactory

pytestmark = pytest.mark.django_db


def primaries(customer):
    """Return a customer's addresses, each with whether it is primary."""
    return {row.address: row.is_primary for row in customer.emails.order_by("id")}


def rows():
    """Count everything that a refused verb could have left."""
    return [m.objects.count() for m in (Customer, CustomerEvent, EmailAddress, PhoneNumber)]


def test_a_caller_needs_no_address(maria):
    caller = Customer.register(name="A caller", phones=["020 7946 0000"], by=maria)
    assert caller.primary_address is None
    assert str(caller.phones.get()) == "+44 20 7946 0000"


def test_the_first_address_is_primary_and_its_heir_follows(sarah, maria):
    sarah.add_email("b@acme.example", by=maria)
    sarah.add_email("c@acme.example", by=maria)
    assert primaries(sarah) == {
        "sarah.chen@acme.example": True, "b@acme.example": False, "c@acme.example": False,
    }  # fmt: skip
    sarah.make_primary("C@ACME.example", by=maria)
    assert sarah.primary_address == "c@acme.example"
    sarah.remove_email("c@acme.example", by=maria)
    assert primaries(sarah) == {"sarah.chen@acme.example": True, "b@acme.example": False}
    sarah.remove_email("sarah.chen@acme.example", by=maria)
    assert primaries(sarah) == {"b@acme.example": True}
    sarah.remove_email("b@acme.example", by=maria)
    assert sarah.primary_address is None


def test_every_change_is_on_the_trail(sarah, maria, lisa):
    sarah.add_email("b@acme.example", by=lisa, why="from her signature")
    sarah.make_primary("b@acme.example", by=lisa)
    sarah.remove_phone("020 7183 8750", by=lisa)
    events = sarah.events.order_by("id")
    assert [(e.kind, e.by, e.why, e.changes) for e in events][-3:] == [
        ("edited", lisa, "from her signature", {"email": {"old": None, "new": "b@acme.example"}}),
        (
            "edited", lisa, "",
            {"primary": {"old": "sarah.chen@acme.example", "new": "b@acme.example"}},
        ),
        ("edited", lisa, "", {"phone": {"old": "+44 20 7183 8750", "new": None}}),
    ]  # fmt: skip
    assert {event.company for event in events} == {sarah.company}


def test_what_is_already_so_writes_nothing(sarah, maria):
    before = rows()
    sarah.add_phone("(020) 7183 8750", by=maria)
    sarah.make_primary("Sarah.Chen@acme.example", by=maria)
    sarah.remove_email("unknown@acme.example", by=maria)
    sarah.remove_phone("1234567", by=maria)
    assert sarah.edit(name="Sarah  Chen ", by=maria) is None
    assert rows() == before


@pytest.mark.parametrize(
    "taken", ["sarah.chen@acme.example", "SARAH.CHEN@ACME.EXAMPLE", "  Sarah.Chen@Acme.example"]
)
def test_an_address_belongs_to_one_customer_whatever_its_case(sarah, maria, taken):
    before = rows()
    with pytest.raises(Refusal, match="already belongs to Sarah Chen") as refusal:
        Customer.register(name="Another", emails=["other@acme.example", taken], by=maria)
    assert refusal.value.field == "email"
    assert rows() == before


@pytest.mark.parametrize(
    "address",
    [
        "", "sarah", "sarah@", "@acme.example", "sarah@acme", "a b@acme.example",
        "sarah@acme.example\nBcc: all@acme.example", "sarah\r\n@acme.example", "s\x00@acme.example",
        "\ud800@acme.example", "a@b.example, c@d.example", f"s@{'d.' * 130}example",
    ],
)  # fmt: skip
def test_a_malformed_address_is_refused_in_words(sarah, maria, address):
    before = rows()
    with pytest.raises(Refusal, match="is not an email address") as refusal:
        sarah.add_email(address, by=maria)
    assert refusal.value.field == "email"
    refusal.value.words.encode()
    assert rows() == before


@pytest.mark.parametrize("number", ["", "call me", "+", "1" * 41, "1" * 21, "\x00"])
def test_an_unreadable_number_is_refused_in_words(sarah, maria, number):
    before = rows()
    with pytest.raises(Refusal, match="is not a phone number"):
        sarah.add_phone(number, by=maria)
    assert rows() == before


def test_an_unknown_address_cannot_be_primary(sarah, maria):
    with pytest.raises(Refusal, match="has no address"):
        sarah.make_primary("other@acme.example", by=maria)


def test_somebody_who_left_changes_nothing(sarah):
    gone = CustomerFactory.create()  # any row, so that counts differ if something is written
    left = sarah.events.first().by
    left.is_active = False
    before = rows()
    for attempt in (
        lambda: Customer.register(name="X", by=left),
        lambda: gone.edit(name="X", by=left),
        lambda: gone.add_email("x@acme.example", by=left),
        lambda: gone.add_phone("020 7946 0001", by=left),
        lambda: sarah.remove_email("sarah.chen@acme.example", by=left),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert rows() == before
    assert sarah.emails.count() == 1
