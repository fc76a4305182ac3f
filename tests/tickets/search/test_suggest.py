"""What is suggested while one types, and to whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import (
    CompanyFactory,
    CustomerFactory,
    GroupFactory,
    TicketFactory,
    UserFactory,
)
from tickets.search import parse
from tickets.search.suggest import completions


def texts(text, user=None, at=None):
    """The terms that are suggested at the end of a text, or at `at`."""
    return [one.text for one in completions(text, len(text) if at is None else at, user)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "is:"),
        ("is:open ", "is:"),
        ("sta", "status:"),
        ("-sta", "-status:"),
        ("assignee", "holder:"),
        ("assignee:", "holder:"),
        ("pend", "status:pending"),
        ("high", "priority:high"),
        ("status:", "status:open"),
        ("status:inp", "status:in-progress"),
        ("status:open,", "status:open,pending"),
        ("status:open,re", "status:open,resolved"),
        ("-status:clo", "-status:closed"),
        ("created:", "created:<1d"),
        ("created:>", "created:>1w"),
        ("sort:prio", "sort:priority-desc"),
        ("holder:m", "holder:me"),
    ],
)
@pytest.mark.django_db
def test_first_suggestion(typed, first):
    assert texts(typed)[0] == first


def test_a_completion_leaves_the_rest_of_the_line_alone():
    (found,) = completions("is:open stat dashboard", 12, None)
    assert (found.line, found.caret) == ("is:open status: dashboard", 15)
    found = completions("status:pen x", 10, None)[0]
    assert (found.line, found.caret) == ("status:pending x", 14)
    found = completions("status:pen", 10, None)[0]
    assert (found.line, found.caret) == ("status:pending ", 15)


@given(st.text(max_size=60), st.integers(-5, 100))
def test_no_text_makes_it_fail(text, at):
    if ":" not in text:
        for found in completions(text, at, None):
            assert 0 <= found.caret <= len(found.line)


@pytest.mark.django_db
def test_names(maria, alex, tech, billing):
    UserFactory(name="Alan Moss", email="alan@helpdesk.example")
    UserFactory(name="Alma Gone", is_active=False)
    GroupFactory(name='The "A" Team')
    assert texts("holder:al", maria) == ['holder:"Alan Moss"', 'holder:"Alex Kim"']
    assert texts("holder:maria@", maria) == ['holder:"Maria Lopez"']
    assert texts("group:", maria)[0] == "group:mine"
    assert texts("group:te", maria) == [
        'group:"Technical Support"',
        'group:"The \\"A\\" Team"',
    ]
    UserFactory(name="Alan Moss", email="other@helpdesk.example")
    assert texts("holder:alan", maria) == [
        "holder:alan@helpdesk.example",
        "holder:other@helpdesk.example",
    ]


@pytest.mark.django_db
def test_customers_and_companies(maria):
    acme = CompanyFactory(name="Acme Corp")
    sarah = CustomerFactory(name="Sarah Chen", company=acme, emails=["sarah@acme.example"])
    assert texts("customer:chen", maria) == ['customer:"Sarah Chen"']
    assert texts("customer:sarah@ac", maria) == ['customer:"Sarah Chen"']
    assert texts("company:AC", maria) == ['company:"Acme Corp"']
    other = CustomerFactory(name="Sarah Chen")
    assert texts("customer:sarah", maria) == [f"customer:#{sarah.pk}", f"customer:#{other.pk}"]


@pytest.mark.django_db
def test_what_is_suggested_is_understood(maria, alex, tech):
    CustomerFactory(name="Sarah Chen", company=CompanyFactory(name="Acme Corp"))
    TicketFactory(tags=["login"])
    for key in ("is", "status", "priority", "holder", "group", "customer", "company", "tag",
                "channel", "created", "updated", "sort"):  # fmt: skip
        found = completions(f"{key}:", len(key) + 1, maria)
        assert found, key
        for one in found:
            assert not parse(one.line).known_to(maria).errors, one


@pytest.mark.django_db
def test_tags_of_hidden_tickets_are_not_told(maria, alex, lisa, signed_in):
    TicketFactory(holder=alex, tags=["zebrafish"])
    TicketFactory(tags=["zebra"])
    assert texts("tag:z", maria) == ["tag:zebra"]
    assert texts("tag:z", alex) == ["tag:zebra", "tag:zebrafish"]
    assert texts("tag:", lisa) == ["tag:zebra", "tag:zebrafish"]
    client = signed_in(maria)
    for path in ("suggest/?q=tag:zebraf", "suggest/?key=tag&value=zebraf", "?q=tag:zebr"):
        assert b"zebrafish" not in client.get(f"/tickets/{path}").content
    known, unknown = (client.get(f"/tickets/?q=tag:{tag}") for tag in ("zebrafish", "unheard-o"))
    assert known.status_code == unknown.status_code == 200
    assert known.context["listing"].count == unknown.context["listing"].count == "0"
