"""The queue: who sees which rows, in which order, in how many statements."""

import pytest

from tests.factories import TicketFactory


def numbers(response):
    """The numbers of the rows of a page, from top to bottom."""
    return [ticket.pk for ticket in response.context["listing"].page.rows]


@pytest.mark.django_db
def test_an_agent_sees_own_group_and_unassigned_tickets(alex, priya, tech, billing, signed_in):
    own = TicketFactory(holder=alex)
    of_group = TicketFactory(holder=tech)
    free = TicketFactory()
    TicketFactory(holder=priya)
    TicketFactory(holder=billing)
    response = signed_in(alex).get("/tickets/")
    assert set(numbers(response)) == {own.pk, of_group.pk, free.pk}
    assert response.status_code == 200
