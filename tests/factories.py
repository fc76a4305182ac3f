"""Makes rows for tests; what a row needs and the test does not care about is filled in."""

import factory
from django.contrib.auth.models import Group

from accounts.models import User
from customers.models import Company, Customer
from tickets.models import Ticket

PASSWORD = "correct horse battery"


class UserFactory(factory.django.DjangoModelFactory):
    """An agent who can sign in with `PASSWORD`; `role="admin"` makes an admin."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Agent {n}")
    email = factory.Sequence(lambda n: f"agent{n}@helpdesk.example")
    role = User.Role.AGENT
    password = PASSWORD

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(*args, **kwargs)

    @factory.post_generation
    def groups(self, create, groups, **kwargs):
        """`groups=[technical, billing]` makes them a member, off the record."""
        if create and groups:
            self.groups.set(groups)


class GroupFactory(factory.django.DjangoModelFactory):
    """A support team; `members=[alex]` fills it, off the record."""

    class Meta:
        model = Group
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Team {n}")

    @factory.post_generation
    def members(self, create, members, **kwargs):
        """People who belong to it."""
        if create and members:
            self.members.set(members)


class CompanyFactory(factory.django.DjangoModelFactory):
    """A company, registered through the verb; `by=` says by whom."""

    class Meta:
        model = Company

    name = factory.Sequence(lambda n: f"Company {n}")
    by = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.register(**kwargs)


class CustomerFactory(factory.django.DjangoModelFactory):
    """A customer, registered through the verb; `emails=[…]`, `phones=[…]`, `company=`."""

    class Meta:
        model = Customer

    name = factory.Sequence(lambda n: f"Customer {n}")
    by = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.register(**kwargs)


class TicketFactory(factory.django.DjangoModelFactory):
    """A ticket, made through the verb; `holder=` is a person or a group, else nobody holds it.

    `status=` other than OPEN is set by an admin of its own, off `by`.
    """

    class Meta:
        model = Ticket

    subject = factory.Sequence(lambda n: f"Question {n}")
    customer = factory.SubFactory(CustomerFactory)
    by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class, *args, status=None, **kwargs):
        ticket = model_class.create(**kwargs)
        if status is not None:
            ticket.set_status(status, by=UserFactory(role="admin"), why="for the test")
        return ticket
