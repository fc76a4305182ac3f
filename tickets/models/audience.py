"""Who sees a ticket, and who would lose sight of it: in words, before it happens."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Audience:
    """Those who see a ticket: agents by name or all of them, and how many admins.

    `holder` is a User, a Group or None; `agents` the ids of the agents who see it, None for all.
    """

    holder: object
    agents: frozenset | None
    admins: int
    names: dict = field(default_factory=dict, compare=False)

    def __str__(self):
        """ "Alex and 2 admins", "Technical Support (4) and 2 admins", "every agent"."""
        if self.agents is None:
            return _("every agent")
        if isinstance(self.holder, Group) and not self.agents:
            return _("only admins")
        admins = ngettext("%d admin", "%d admins", self.admins) % self.admins
        if isinstance(self.holder, Group):
            who = f"{self.holder.name} ({len(self.agents)})"
        else:
            who = str(self.holder)
        if not self.admins or (isinstance(self.holder, get_user_model()) and self.holder.is_admin):
            return who if not self.admins else _("%(who)s and admins") % {"who": who}
        return _("%(who)s and %(admins)s") % {"who": who, "admins": admins}


class HasAudience:
    """The part of `Ticket` that knows who sees it."""

    def audience(self):
        """Return the `Audience` of this ticket as it is."""
        return audience_of(self.holder)

    def losing_sight(self, holder):
        """Return the names of active agents who see it now and would not if `holder` had it.

        None where that is "every other agent": a ticket leaving the common pool.
        """
        now, then = self.audience(), audience_of(holder)
        if then.agents is None:
            return []
        if now.agents is None:
            return None
        return sorted(now.names[pk] for pk in now.agents - then.agents)


def audience_of(holder):
    """Return the `Audience` that a ticket held by `holder` has."""
    people = get_user_model().objects.active()
    admins = people.filter(role="admin").count()
    agents = people.filter(role="agent")
    if holder is None:
        return Audience(None, None, admins)
    if isinstance(holder, Group):
        agents = agents.filter(groups=holder)
    else:
        agents = agents.filter(pk=holder.pk)
    names = dict(agents.values_list("pk", "name"))
    return Audience(holder, frozenset(names), admins, names)
