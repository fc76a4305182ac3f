"""To whom a mail goes: one address a line, each once, and nothing else smuggled in."""

import pytest

from core.refusals import Refusal
from tests.snapshot import nothing_written

pytestmark = pytest.mark.django_db

LINE_BREAKS = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("end", LINE_BREAKS, ids=ascii)
@pytest.mark.parametrize("field", ["to", "cc"])
def test_an_address_is_one_line(ticket, maria, field, end):
    lines = {"to": ["a@acme.example"], field: [f"Sarah{end}Bcc: x <s@acme.example>"]}
    with nothing_written(), pytest.raises(Refusal, match="An address is one line") as refusal:
        ticket.write_mail("Hi", by=maria, **lines)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    "address",
    ["a@b.example, c@d.example", "a@b.example; c@d.example", "a@b.example\x00", "<>", "Sarah",
     "a@b", "@b.example", "s\ud800@b.example", "a@b.example <c@d.example> e@f.example",
     "x <a@b.example> y", "a@b.example, Sarah <c@d.example>"],
)  # fmt: skip
def test_an_address_is_one_address(ticket, maria, address):
    with nothing_written(), pytest.raises(Refusal):
        ticket.write_mail("Hi", by=maria, to=[address])


def test_a_mail_goes_to_at_most_fifty(ticket, maria):
    crowd = [f"a{n}@b.example" for n in range(51)]
    with nothing_written(), pytest.raises(Refusal, match="at most 50"):
        ticket.write_mail("Hi", by=maria, to=crowd[:1], cc=crowd[1:])


def test_names_and_addresses_are_frozen_as_they_are(ticket, maria):
    mail = ticket.write_mail(
        "Hi",
        by=maria,
        to=["Sarah Chen <sarah.chen@acme.example>", ' "Chen, Bob" <bob@acme.example> '],
        cc=["c@acme.example", "SARAH.CHEN@acme.example", "c@acme.example <c@acme.example>"],
    )
    rows = [(row.kind, row.name, row.address) for row in mail.recipients.all()]
    assert rows == [
        ("TO", "Sarah Chen", "sarah.chen@acme.example"),
        ("TO", "Chen, Bob", "bob@acme.example"),
        ("CC", "", "c@acme.example"),
    ]
    assert ticket.events.last().changes["to"]["new"] == [row[2] for row in rows]


def test_a_name_is_storable_and_fits(ticket, maria):
    mail = ticket.write_mail("Hi", by=maria, to=[f"{'x' * 300}\ud800 <a@b.example>"])
    assert mail.recipients.get().name == "x" * 200
