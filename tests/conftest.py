"""The cast of the story, for every test."""

import pytest
from django.test import Client

from helpdesk import health
from tests.factories import CompanyFactory, CustomerFactory, GroupFactory, UserFactory

# A process looks once at its database; in some test that would be a query too many.
health.database_is_ours.set()


@pytest.fixture
def tech(db):
    """The group that handles sign-in trouble."""
    return GroupFactory(name="Technical Support")


@pytest.fixture
def billing(db):
    """The other group."""
    return GroupFactory(name="Billing")


@pytest.fixture
def maria(db):
    """An agent in no group: the morning shift."""
    return UserFactory(name="Maria Lopez", email="maria@helpdesk.example")


@pytest.fixture
def alex(tech):
    """An agent of Technical Support."""
    return UserFactory(name="Alex Kim", email="alex@helpdesk.example", groups=[tech])


@pytest.fixture
def priya(billing):
    """An agent of Billing."""
    return UserFactory(name="Priya Nair", email="priya@helpdesk.example", groups=[billing])


@pytest.fixture
def lisa(db):
    """The admin."""
    return UserFactory(name="Lisa Brandt", email="lisa@helpdesk.example", role="admin")


@pytest.fixture
def acme(maria):
    """The customer's company."""
    return CompanyFactory(name="Acme Corp", domains=["acme.example"], by=maria)


@pytest.fixture
def sarah(acme, maria):
    """The customer of the story."""
    return CustomerFactory(
        name="Sarah Chen",
        company=acme,
        emails=["sarah.chen@acme.example"],
        phones=["+44 20 7183 8750"],
        by=maria,
    )


@pytest.fixture
def signed_in():
    """Return a function that gives a test client in which a person is signed in."""

    def client_of(user):
        client = Client()
        client.force_login(user)
        return client

    return client_of
