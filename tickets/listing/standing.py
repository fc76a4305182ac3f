"""The views that everybody has: Mine, My groups and each of them, Unassigned, All (decision 19)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tickets.search import Query, parse

MINE, MY_GROUPS, UNASSIGNED, ALL = (
    parse("is:open holder:me"),
    parse("is:open group:mine"),
    parse("is:open holder:none"),
    parse("is:open"),
)


@dataclass(frozen=True)
class StandingView:
    """A line with a name; `key` is what the rail calls it."""

    key: str
    title: str
    line: Query


def standing_views(user):
    """Return this person's standing views, in the order of the rail; one statement."""
    groups = (
        StandingView(f"group-{group.pk}", group.name, ALL.with_("group", group.name))
        for group in user.groups.all()
    )
    return [
        StandingView("mine", _("Mine"), MINE),
        StandingView("my-groups", _("My groups"), MY_GROUPS),
        *groups,
        StandingView("unassigned", _("Unassigned"), UNASSIGNED),
        StandingView("all", _("All open"), ALL),
    ]
