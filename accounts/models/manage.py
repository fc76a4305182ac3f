"""The verbs on people: what admins do with colleagues, each on record."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import NotAllowed, Refusal
from accounts.models.event import AccountEvent


def require_admin(by):
    """Raise `NotAllowed` unless `by` is an active admin."""
    if by is None or not by.is_admin:
        raise NotAllowed(_("Only admins manage people and groups."))


class ManagesPeople:
    """Verbs of `User`. `by` is the admin who acts; `why` goes on the trail."""

    def record(self, kind, *, by, why="", changes=None, group=None, **extra):
        """Put one event about this person on the trail, and return it."""
        return AccountEvent.objects.create(
            kind=kind, by=by, why=why, user=self, group=group, changes=changes or {}, **extra
        )

    @transaction.atomic
    def join(self, group, *, by, why=""):
        """Make this person a member of `group`; from now on they see its tickets."""
        require_admin(by)
        if self.groups.filter(pk=group.pk).exists():
            return None
        self.groups.add(group)
        change = {"group": {"old": None, "new": group.name, "new_id": group.pk}}
        return self.record("joined", by=by, why=why, group=group, changes=change)

    @transaction.atomic
    def leave(self, group, *, by, why=""):
        """End this person's membership of `group`; they lose sight of its tickets."""
        require_admin(by)
        if not self.groups.filter(pk=group.pk).exists():
            return None
        self.groups.remove(group)
        change = {"group": {"old": group.name, "old_id": group.pk, "new": None}}
        return self.record("left", by=by, why=why, group=group, changes=change)

    @transaction.atomic
    def set_role(self, role, *, by, why=""):
        """Make this person an agent or an admin. Refused for the last admin."""
        require_admin(by)
        if role not in self.Role.values:
            raise Refusal(_("There is no role “%s”.") % role, field="role")
        person = type(self).objects.select_for_update().get(pk=self.pk)
        if person.role == role:
            return None
        if role != self.Role.ADMIN:
            person.refuse_if_last_admin()
        change = {"role": {"old": person.role, "new": role}}
        self._write(role=role)
        return self.record("role_changed", by=by, why=why, changes=change)

    @transaction.atomic
    def deactivate(self, *, by, why=""):
        """Let this person go: no sign-in, sessions ended; what they hold stays theirs.

        Refused for oneself and for the last admin.
        """
        require_admin(by)
        if by.pk == self.pk:
            raise Refusal(_("You cannot deactivate yourself; ask another admin."))
        if not self.is_active:
            return None
        self.refuse_if_last_admin()
        self._write(is_active=False)
        self.end_sessions()
        return self.record("deactivated", by=by, why=why)

    @transaction.atomic
    def reactivate(self, *, by, why=""):
        """Let this person sign in again."""
        require_admin(by)
        if self.is_active:
            return None
        self._write(is_active=True)
        return self.record("reactivated", by=by, why=why)

    def refuse_if_last_admin(self):
        """Raise `Refusal` if nobody but this person is an admin."""
        admins = type(self).objects.admins().select_for_update().values_list("pk", flat=True)
        if set(admins) == {self.pk}:
            raise Refusal(_("%s is the last admin. Make somebody else an admin first.") % self)

    def end_sessions(self):
        """Sign this person out everywhere."""
        from allauth.usersessions.models import UserSession

        for session in UserSession.objects.filter(user=self):
            session.end()

    def _write(self, **fields):
        """Store `fields` on this row and on this object, and nothing else."""
        type(self).objects.filter(pk=self.pk).update(**fields)
        for name, value in fields.items():
            setattr(self, name, value)
