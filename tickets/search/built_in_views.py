"""The views that everybody has: Mine, My groups, one for each group, Unassigned, All open."""

from dataclasses import dataclass, replace

from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.text import Label
from tickets.search import Query, parse
from tickets.search.names import GROUP, Named, Names
from tickets.search.query import Reader

MINE, MY_GROUPS, UNASSIGNED, ALL = (
    parse("is:open holder:me"),
    parse("is:open group:mine"),
    parse("is:open holder:none"),
    parse("is:open"),
)


@dataclass(frozen=True)
class BuiltInView:
    """A query line with a name; `key` identifies it in the rail."""

    key: str
    title: Label
    line: Query


def built_in_views(user: User) -> list[BuiltInView]:
    """Return this person's built-in views, in the order of the rail; one statement, for groups."""
    groups = (
        BuiltInView(f"group-{group.pk}", group.name, line_of(group, user))
        for group in user.groups.all()
    )
    return [
        BuiltInView("mine", _("Mine"), MINE),
        BuiltInView("my-groups", _("My groups"), MY_GROUPS),
        *groups,
        BuiltInView("unassigned", _("Unassigned"), UNASSIGNED),
        BuiltInView("all", _("All open"), ALL),
    ]


def line_of(group: Group, user: User) -> Query:
    """Return the query line of a group's open tickets; the group's name needs no look-up."""
    names = Names([Named(GROUP, group.pk, group.name)])
    return replace(ALL.with_("group", group.name), reader=Reader(user, names))
