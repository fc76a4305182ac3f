"""What was typed when the session had ended comes back to the same person, and to nobody else."""

import re

import pytest
from django.test import Client

from core import unsent_forms
from tests.factories import CustomerFactory
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket(maria):
    """A ticket that every agent sees."""
    return Ticket.create(customer=CustomerFactory(name="Sarah"), subject="Locked", by=maria)


@pytest.fixture
def typed(signed_in, ticket, alex):
    """The fields of the composer as Alex would send them."""
    page = signed_in(alex).get(f"/tickets/{ticket.pk}/").content.decode()
    mark = re.search(r'name="unsent" value="([^"]+)"', page)[1]
    return {"mode": "note", "body": "Half a thought", "unsent": mark, "to": "a@b.example"}


@pytest.mark.parametrize("htmx", [False, True])
def test_it_comes_back_after_signing_in(ticket, typed, alex, htmx):
    client, page = Client(), f"/tickets/{ticket.pk}/"
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"} if htmx else {}
    response = client.post(f"{page}emails/", typed, headers=headers)
    to = response.headers.get("HX-Redirect") or response["Location"]
    assert to.endswith(f"?next={page}")
    client.force_login(alex)
    shown = client.get(page).content.decode()
    assert "Half a thought" in shown
    assert "You had to sign in again while you were writing." in shown
    assert 'value="note" checked' in shown
    assert ticket.notes.count() == 0
    assert "Half a thought" not in client.get(page).content.decode()


def test_nobody_else_gets_it(ticket, typed, maria, alex):
    client, page = Client(), f"/tickets/{ticket.pk}/"
    client.post(f"{page}emails/", typed)
    client.force_login(maria)
    assert "Half a thought" not in client.get(page).content.decode()
    assert unsent_forms.KEY not in client.session


def test_strangers_keep_nothing_here(ticket, typed):
    for mark in ("", "forged", typed["unsent"][:-2]):
        client = Client()
        client.post(f"/tickets/{ticket.pk}/emails/", {**typed, "unsent": mark})
        assert unsent_forms.KEY not in client.session


def test_a_mark_is_good_for_as_long_as_its_session(ticket, typed, settings):
    settings.SESSION_COOKIE_AGE = -1
    client = Client()
    client.post(f"/tickets/{ticket.pk}/emails/", typed)
    assert unsent_forms.KEY not in client.session


def test_an_endless_text_is_not_kept(ticket, typed):
    client = Client()
    client.post(f"/tickets/{ticket.pk}/emails/", {**typed, "body": "x" * (unsent_forms.MOST + 1)})
    assert unsent_forms.KEY not in client.session


def test_a_form_without_a_mark_leads_back_to_its_page(ticket):
    page = f"http://testserver/tickets/{ticket.pk}/"
    response = Client().post(f"/tickets/{ticket.pk}/take/", headers={"Referer": page})
    assert response["Location"].endswith(f"?next=/tickets/{ticket.pk}/")
    response = Client().post(
        f"/tickets/{ticket.pk}/take/", headers={"Referer": "https://evil.example/"}
    )
    assert response["Location"].endswith("?next=/")
