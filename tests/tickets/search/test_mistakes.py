"""What is wrong with a line is said at its place, with what was probably meant."""

import pytest

from tests.factories import CompanyFactory, CustomerFactory, UserFactory
from tickets.models import Ticket
from tickets.search import BadQuery, parse


def mistake(text, user=None):
    """The only mistake of a line."""
    line = parse(text)
    (found,) = (line.known_to(user) if user else line).errors
    return found


@pytest.mark.parametrize(
    ("text", "marked", "meant"),
    [
        ("is:open statsu:pending", "statsu:pending", "is:open status:pending"),
        ("is:pending", "is:pending", "status:pending"),
        ("status:penidng,open", "status:penidng,open", "status:pending,open"),
        ("-assignee:me", "-assignee:me", "-holder:me"),
        ("label:login x", "label:login", "tag:login x"),
        ("priority:hihg", "priority:hihg", "priority:high"),
        ("created:2w", "created:2w", "created:<2w"),
        ("-sort:number", "-sort:number", "sort:number"),
        ("sort:number,status", "sort:number,status", "sort:number"),
        ("xyzzy:plugh", "xyzzy:plugh", '"xyzzy:plugh"'),
        ("sort:updated-dsc", "sort:updated-dsc", "sort:updated-desc"),
    ],
)
def test_a_slip_has_a_place_and_a_suggestion(text, marked, meant):
    found = mistake(text)
    assert text[found.start : found.end] == marked
    assert parse(text).replaced(found) == meant
    assert not parse(meant).errors


@pytest.mark.parametrize(
    "text",
    ["status:", "created:soon", "created:2026-02-30", "created:<99999w", "created:<9999y",
     "updated:0000-01", "number:abc", "sort:x", "sort:number sort:status", "created:<0x1w"],
)  # fmt: skip
def test_other_slips_are_only_marked(text):
    assert mistake(text).words


def test_too_much_is_refused_and_not_asked():
    assert "1000" in str(mistake("x " * 600).words)
    assert "100" in str(mistake("tag:" + ",".join(map(str, range(101)))).words)


@pytest.mark.django_db
def test_names_that_mean_nobody_or_too_many(maria, alex, tech):
    UserFactory(name="Alex Smith", email="as@helpdesk.example")
    CompanyFactory(name="Acme Corp")
    CustomerFactory(name="Sarah Chen")
    assert mistake("holder:mraia", maria).instead == 'holder:"Maria Lopez"'
    assert "alex@helpdesk.example" in mistake("holder:alex", maria).words
    assert mistake("holder:alex", maria).instead == "holder:alex@helpdesk.example"
    assert mistake("group:tehcnical", maria).instead == 'group:"Technical Support"'
    assert mistake("company:acmee", maria).instead == 'company:"Acme Corp"'
    assert mistake('customer:"sarah chan"', maria).instead == 'customer:"Sarah Chen"'
    assert mistake("holder:,", maria).words


@pytest.mark.django_db
def test_a_line_with_mistakes_gives_no_tickets(maria):
    with pytest.raises(BadQuery) as refused:
        parse("holder:nobody-we-know").apply(Ticket.objects.all(), maria)
    assert refused.value.mistakes[0].start == 0


@pytest.mark.django_db
def test_many_wrong_names_cost_few_statements(maria, django_assert_max_num_queries):
    wrong = ",".join(f"{letter}zz{number}" for letter in "abcdefgh" for number in range(4))
    with django_assert_max_num_queries(1 + 2 * 5):
        assert len(parse(f"holder:{wrong} customer:{wrong}").known_to(maria).errors) == 64
