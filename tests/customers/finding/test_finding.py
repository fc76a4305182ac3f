"""A customer is found by anything one knows of them, in any format."""

import pytest

from customers.models import Company, Customer
from tests.factories import CompanyFactory, CustomerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(sarah):
    """Sarah, and some who must not be found in her place."""
    strasse = CompanyFactory(name="Größe & Straße GmbH", domains=["groesse.example"])
    juergen = CustomerFactory(
        name="Jürgen ÄÖÜ",
        company=strasse,
        emails=["Juergen@Groesse.example", "j.aou@private.example"],
        phones=["+49 30 901820", "0049 171 1234567"],
    )
    caller = CustomerFactory(name="A caller", phones=["020 7946 0000"])
    return {"sarah": sarah, "jürgen": juergen, "caller": caller}


FOUND = [
    # what is typed                        who is found
    ("sarah", {"sarah"}),
    ("SARAH chen", {"sarah"}),
    ("chen sarah", {"sarah"}),
    ("sarah acme", {"sarah"}),
    ("acme", {"sarah"}),
    ("Sarah.Chen@ACME.example", {"sarah"}),
    ("@acme.example", {"sarah"}),
    ("020 7183 8750", {"sarah"}),
    ("(020) 7183-8750", {"sarah"}),
    ("+44 20 7183 8750", {"sarah"}),
    ("+44 (0)20 7183 8750", {"sarah"}),
    ("+44 (0)20 71", {"sarah"}),
    ("0044 2071838750", {"sarah"}),
    ("tel. 020 7183 8750 ext. 12", {"sarah"}),
    ("7183 8750", {"sarah"}),
    ("8750", {"sarah"}),
    ("020 7", {"sarah", "caller"}),
    ("٠٢٠٧١٨٣٨٧٥٠", {"sarah"}),
    ("jürgen äöü", {"jürgen"}),
    ("JÜRGEN ÄÖÜ", {"jürgen"}),
    ("ju\u0308rgen", {"jürgen"}),
    ("GRÖSSE", {"jürgen"}),
    ("straße", {"jürgen"}),
    ("STRASSE", {"jürgen"}),
    ("j.aou@private.example", {"jürgen"}),
    ("030 901820", {"jürgen"}),
    ("+49 30 901820", {"jürgen"}),
    ("0049-30-901820", {"jürgen"}),
    ("901820", {"jürgen"}),
    ("0000", {"caller"}),
    ("00000", set()),
    ("sarah jürgen", set()),
    ("nobody", set()),
    ("%", set()),
    ("_", set()),
    ("\x00", {"sarah", "jürgen", "caller"}),
    ("\ud800", set()),
    ("", {"sarah", "jürgen", "caller"}),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_found_by(people, text, expected):
    found = set(Customer.objects.matching(text))
    assert {name for name, person in people.items() if person in found} == expected


@pytest.mark.parametrize("text", ["a" * 100_000, "a " * 50_000, "1" * 100_000, "%" * 60_000])
def test_an_endless_text_is_answered(people, text):
    list(Customer.objects.matching(text))
    list(Company.objects.matching(text))


def test_a_number_is_one_number_in_every_format(people):
    for text in ("020 7183 8750", "+442071838750", "0044 20 7183 8750", "(020) 7183-8750"):
        assert list(Customer.objects.with_number(text)) == [people["sarah"]]
    assert not Customer.objects.with_number("8750").exists()
    assert not Customer.objects.with_number("").exists()


def test_an_address_is_found_whole_and_whatever_its_case(people):
    assert Customer.objects.with_address(" SARAH.CHEN@acme.EXAMPLE ").get() == people["sarah"]
    assert not Customer.objects.with_address("chen@acme.example").exists()


def test_a_shared_number_finds_everybody_who_has_it(people):
    colleague = CustomerFactory(phones=["+442071838750"])
    found = set(Customer.objects.with_number("020 7183 8750"))
    assert found == {people["sarah"], colleague}


def test_a_company_is_found_by_name_and_by_domain(people, acme):
    assert Company.objects.matching("ACME").get() == acme
    assert Company.objects.matching("acme.ex").get() == acme
    assert Company.objects.of_domain("New.Person@Acme.Example").get() == acme
    assert not Company.objects.of_domain("new@sub.acme.example").exists()
    assert not Company.objects.of_domain("").exists()
