"""To whom a ticket can be assigned, and who could then no longer see it, in three queries.

A test compares them with `Audience`, which says of one holder who sees the ticket.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.holders import holder_key

LONG = 8
NAMED = 3


@dataclass(frozen=True)
class HolderChoice:
    """One holder to choose: a User, a Group or None; `loss` says who could no longer see it."""

    holder: object
    value: str
    is_self: bool = False
    loss: str = ""


class HolderChoices:
    """The choices for `ticket`, as `user` is offered them."""

    def __init__(self, ticket, user):
        self.ticket, self.user = ticket, user

    @cached_property
    def choices(self):
        """Oneself, groups, people, nobody; each with who could no longer see the ticket."""
        holders = [self._me, *self._groups, *self._others, None]
        return [
            HolderChoice(
                holder,
                holder_key(holder),
                holder == self._me,
                self._loss(holder),
            )
            for holder in holders
        ]

    @cached_property
    def loss(self):
        """The loss in words if it is the same for all choices that have one, else ""."""
        words = {choice.loss for choice in self.choices if choice.loss}
        return words.pop() if len(words) == 1 else ""

    @property
    def is_long(self):
        """Whether the menu is long enough to need a field to search in."""
        return len(self.choices) > LONG

    @property
    def holder(self):
        """Who has it now."""
        return self.ticket.holder

    @cached_property
    def _people(self):
        return list(get_user_model().objects.active().prefetch_related("groups"))

    @cached_property
    def _me(self):
        return next((person for person in self._people if person.pk == self.user.pk), self.user)

    @cached_property
    def _others(self):
        return [person for person in self._people if person.pk != self.user.pk]

    @cached_property
    def _groups(self):
        mine = {group.pk for group in self._me.groups.all()}
        return sorted(Group.objects.all(), key=lambda g: (g.pk not in mine, g.name.casefold()))

    def _see(self, holder):
        """Return the ids of the agents who see a ticket of `holder`; None for all of them."""
        if holder is None:
            return None
        if isinstance(holder, Group):
            members = (p for p in self._people if holder in p.groups.all())
            return {person.pk for person in members if not person.is_admin}
        return set() if holder.is_admin else {holder.pk}

    @cached_property
    def _see_now(self):
        return self._see(self.holder)

    def _loss(self, holder):
        """Return in words who can no longer see the ticket if `holder` gets it, or ""."""
        then = self._see(holder)
        if then is None:
            return ""
        if self._see_now is None:
            return _("All other agents will no longer see it")
        losing = [person for person in self._people if person.pk in self._see_now - then]
        return losers(losing, self.user)


def losers(people, user):
    """Return "You and Bo will no longer see it", "5 people will no longer see it", or ""."""
    if not people:
        return ""
    if len(people) > NAMED:
        return _("%d people will no longer see it") % len(people)
    names = [person.name for person in people if person.pk != user.pk]
    if len(names) < len(people):
        if not names:
            return _("You will no longer see it")
        return _("You and %s will no longer see it") % and_(names)
    return _("%s will no longer see it") % and_(names)


def and_(names):
    """Return names as a list in words: "Alex", "Alex and Maria", "Alex, Bo and Maria"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}
