"""Who sees a ticket, and who would no longer see it after a change of the holder."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Audience:
    """Those who see a ticket: certain agents or all, and the number of admins.

    `holder` is a User, a Group or None; `agents` the ids of the agents who see it, None for all.
    """

    holder: object
    agents: frozenset | None
    admins: int
    names: dict = field(default_factory=dict, compare=False)

    def includes(self, user):
        """Whether `user`, who is active, is among them."""
        return user.is_admin or self.agents is None or user.pk in self.agents

    def __str__(self):
        """ "Alex and 2 admins", "Technical Support (4) and 2 admins", "every agent"."""
        if self.agents is None:
            return _("every agent")
        if not self.agents and not getattr(self.holder, "is_admin", False):
            return _("only admins")  # a group without members, or somebody who left
        admins = ngettext("%d admin", "%d admins", self.admins) % self.admins
        if isinstance(self.holder, Group):
            who = f"{self.holder.name} ({len(self.agents)})"
        else:
            who = str(self.holder)
        if not self.admins or (isinstance(self.holder, get_user_model()) and self.holder.is_admin):
            return who if not self.admins else _("%(who)s and admins") % {"who": who}
        return _("%(who)s and %(admins)s") % {"who": who, "admins": admins}


class HasAudience:
    """The part of `Ticket` that says who sees it."""

    def audience(self):
        """Return the `Audience` of this ticket as it is."""
        return audience_of(self.holder)


def audience_of(holder):
    """Return the `Audience` that a ticket held by `holder` has, in one query."""
    people = get_user_model().objects.active()
    admins = Q(role="admin")
    if isinstance(holder, Group):
        people = people.filter(admins | Q(pk__in=holder.members.order_by().values("pk")))
    else:
        people = people.filter(admins | Q(pk=holder.pk) if holder else admins)
    rows = list(people.order_by("name", "pk").values_list("pk", "name", "role"))
    names = {pk: name for pk, name, role in rows if role != "admin"}
    seen_by = None if holder is None else frozenset(names)
    return Audience(holder, seen_by, len(rows) - len(names), names)
