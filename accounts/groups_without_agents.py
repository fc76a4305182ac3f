"""Groups that nobody would look after: whose tickets only admins would see."""

from django.utils.translation import ngettext


def agents(people):
    """Return those of `people` by whom a group is looked after."""
    return {person for person in people if person.is_active and not person.is_admin}


def tickets_without_agents(group, members):
    """Return how many tickets of `group` only admins would see, were these its members.

    0 where it has no agent today either: then nobody loses sight of anything.
    """
    if agents(members) or not agents(group.members.all()):
        return 0
    return group.held_tickets.not_closed().count()


def warning_for(group, count):
    """Return in words that only admins will see the tickets of a group."""
    words = ngettext(
        "Nobody else is in %(group)s: only admins will see its %(n)d ticket.",
        "Nobody else is in %(group)s: only admins will see its %(n)d tickets.",
        count,
    )
    return words % {"group": group, "n": count}


def warnings_when_left(person, groups):
    """Return in words which of `groups` lose the last agent when `person` leaves them."""
    counted = ((g, tickets_without_agents(g, set(g.members.all()) - {person})) for g in groups)
    return [warning_for(group, count) for group, count in counted if count]
