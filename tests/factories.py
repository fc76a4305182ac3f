"""Makes rows for tests; what a row needs and the test does not care about is filled in."""

import factory
from django.contrib.auth.models import Group

from accounts.models import User

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
