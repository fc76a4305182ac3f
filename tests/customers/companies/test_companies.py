"""Companies and customers: names, domains and texts that fit, or words that say why not."""

import pytest

from core.refusals import Refusal
from customers.models import Company, Customer, CustomerEvent, MailDomain
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db


def rows():
    """Count everything that a refused verb could have left."""
    return [m.objects.count() for m in (Company, Customer, CustomerEvent, MailDomain)]


@pytest.mark.parametrize("name", ["Acme Corp", "ACME CORP", "  acme   corp ", "Acme\u00a0Corp"])
def test_a_company_exists_once_whatever_its_case(acme, maria, name):
    before = rows()
    with pytest.raises(Refusal, match="There is already a company") as refusal:
        Company.register(name=name, by=maria)
    assert refusal.value.field == "name"
    with pytest.raises(Refusal, match="There is already a company"):
        CompanyFactory(name="Other", by=maria).edit(name=name, by=maria)
    assert [a - b for a, b in zip(rows(), before, strict=True)] == [1, 0, 1, 0]


def test_sharp_s_is_double_s(maria):
    Company.register(name="Straßenbau", by=maria)
    with pytest.raises(Refusal):
        Company.register(name="STRASSENBAU", by=maria)


def test_its_own_name_may_change_its_case(acme, maria):
    event = acme.edit(name="ACME Corp", by=maria, why="so they write it")
    assert event.changes == {"name": {"old": "Acme Corp", "new": "ACME Corp"}}
    assert (event.by, event.why, event.company) == (maria, "so they write it", acme)


def test_a_domain_belongs_to_one_company(acme, maria):
    before = rows()
    with pytest.raises(Refusal, match="acme.example belongs to Acme Corp") as refusal:
        Company.register(name="Imitator", domains=["@ACME.example"], by=maria)
    assert refusal.value.field == "domains"
    assert rows() == before


@pytest.mark.parametrize("domain", ["a b.example", "acme", "x\n.example", "d" * 300, "@", "a@b.c"])
def test_what_is_no_domain_is_refused(acme, maria, domain):
    before = rows()
    with pytest.raises(Refusal, match="is not a domain"):
        acme.set_domains([domain], by=maria)
    assert rows() == before


@pytest.mark.parametrize("name", ["", "   ", "\x00", "\n"])
def test_a_name_is_needed(maria, name):
    before = rows()
    for kind in (Company, Customer):
        with pytest.raises(Refusal, match="needs a name"):
            kind.register(name=name, by=maria)
    assert rows() == before


TOO_LONG = [
    {"name": "x" * 151},
    {"name": "ß" * 100},  # as it is compared, 200 characters
    {"website": "https://acme.example/" + "x" * 200},
    {"phone": "1" * 41},
    {"address": "x" * 1001},
    {"notes": "x" * 10_001},
]


@pytest.mark.parametrize("fields", TOO_LONG, ids=lambda fields: next(iter(fields)))
def test_a_text_that_does_not_fit_is_refused(acme, maria, fields):
    before = rows()
    with pytest.raises(Refusal, match="the limit is") as refusal:
        acme.edit(by=maria, **fields)
    assert [refusal.value.field] == list(fields)
    with pytest.raises(Refusal, match="the limit is"):
        Company.register(by=maria, **{"name": "Another", **fields})
    assert rows() == before


@pytest.mark.parametrize("website", ["javascript:alert(1)", "no address", "data:text/html,x"])
def test_a_website_is_a_web_address(acme, maria, website):
    with pytest.raises(Refusal) as refusal:
        acme.edit(website=website, by=maria)
    assert refusal.value.field == "website"


def test_texts_are_stored_as_a_database_can_keep_them(acme, maria):
    acme.edit(notes="a\x00b\ud800c\nd", address="line 1\r\nline 2", by=maria, why="x\x00\ud800")
    acme.refresh_from_db()
    assert (acme.notes, acme.address) == ("ab?c\nd", "line 1\r\nline 2")
    assert acme.events.first().why == "x?"
    sarah = Customer.register(name="Sarah\x00\n Chen", job_title="CTO\r\nX-Evil: 1", by=maria)
    assert (sarah.name, sarah.job_title) == ("Sarah Chen", "CTO X-Evil: 1")


def test_a_reason_that_is_too_long_undoes_the_change(acme, maria):
    before = rows()
    with pytest.raises(Refusal, match="A reason has at most 200") as refusal:
        acme.edit(name="Other", by=maria, why="x" * 201)
    assert refusal.value.field == "why"
    acme.refresh_from_db()
    assert acme.name == "Acme Corp"
    assert rows() == before


def test_a_field_that_is_not_to_be_edited_is_a_mistake_of_ours(acme, maria):
    with pytest.raises(TypeError):
        acme.edit(created_at=None, by=maria)
    with pytest.raises(TypeError):
        Customer.register(name="X", pk=7, by=maria)
