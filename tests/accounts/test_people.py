"""The cast is who the story says they are."""


def test_roles_and_groups_of_the_cast(maria, alex, priya, lisa, tech, billing):
    assert lisa.is_admin
    assert not any(person.is_admin for person in (maria, alex, priya))
    assert list(tech.members.all()) == [alex]
    assert list(billing.members.all()) == [priya]
