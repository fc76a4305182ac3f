"""A customer who calls is answered in the same talk, or waits."""

import pytest

pytestmark = pytest.mark.django_db


def test_who_was_answered_while_they_talked_waits_no_longer(signed_in, ticket, alex):
    url, said = f"/tickets/{ticket.pk}/calls/", {"mode": "call", "body": "Is it up? It is, I said."}
    signed_in(alex).post(url, {**said, "answered": "on"})
    ticket.refresh_from_db()
    assert not ticket.customer_waits
    assert ticket.first_answered_at
    assert ticket.events.get(kind="call_recorded").changes["answered"]["new"] is True
    signed_in(alex).post(url, {**said, "body": "It is down again!"})
    ticket.refresh_from_db()
    assert ticket.customer_waits
