"""The verbs on people: what admins do, each on record."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import invitations, mailer
from accounts.models.event import AccountEvent
from accounts.models.locks import hold_admins
from core.provenance import current_ip
from core.refusals import Refusal

if TYPE_CHECKING:
    from accounts.models.user import User


class ManagesPeople:
    """Verbs of `User`. `by` is the admin who acts; `why` goes on the trail.

    Each raises `NotAllowed` unless `by` is an admin, writes nothing and returns None where nothing
    would change, and returns the event otherwise.
    """

    # What the model has, or Django puts there.
    pk: Any
    objects: Any
    Role: Any
    email: Any
    role: Any
    is_active: Any
    groups: Any
    usersession_set: Any
    has_usable_password: Callable[[], bool]
    refresh_from_db: Any

    def record(
        self,
        kind: str,
        *,
        by: User | None,
        why: str = "",
        changes: dict[str, Any] | None = None,
        group: Group | None = None,
        **extra: Any,
    ) -> AccountEvent:
        """Put one event about this person on the trail, and return it."""
        person = cast("User", self)
        extra.setdefault("ip", current_ip())
        return AccountEvent.objects.create(
            kind=kind, by=by, why=why, user=person, group=group, changes=changes or {}, **extra
        )

    @transaction.atomic
    def join(self, group: Group, *, by: User, why: str = "") -> AccountEvent | None:
        """Make this person a member of `group`; from now on they see its tickets."""
        self._hold(by)
        if self.groups.filter(pk=group.pk).exists():
            return None
        self.groups.add(group)
        change = {"group": {"old": None, "new": group.name, "new_id": group.pk}}
        return self.record("joined", by=by, why=why, group=group, changes=change)

    @transaction.atomic
    def leave(self, group: Group, *, by: User, why: str = "") -> AccountEvent | None:
        """End this person's membership of `group`; they lose sight of its tickets."""
        self._hold(by)
        if not self.groups.filter(pk=group.pk).exists():
            return None
        self.groups.remove(group)
        change = {"group": {"old": group.name, "old_id": group.pk, "new": None}}
        return self.record("left", by=by, why=why, group=group, changes=change)

    @transaction.atomic
    def set_role(self, role: str, *, by: User, why: str = "") -> AccountEvent | None:
        """Make this person an agent or an admin. Refused for the last admin."""
        if role not in self.Role.values:
            raise Refusal(_("There is no role “%s”.") % role, field="role")
        admins = self._hold(by)
        if self.role == role:
            return None
        self._refuse_if_last(admins, field="role")
        change = {"role": {"old": self.role, "new": role}}
        self._write(role=role)
        return self.record("role_changed", by=by, why=why, changes=change)

    @transaction.atomic
    def change_email(self, email: str, *, by: User, why: str = "") -> AccountEvent | None:
        """Let this person sign in with another address; links sent to the old one die."""
        self._hold(by)
        if email.strip().casefold() == self.email:
            return None
        new = invitations.usable_address(type(self).objects, email)
        change = {"email": {"old": self.email, "new": new}}
        self._write(email=new)
        return self.record("email_changed", by=by, why=why, changes=change)

    @transaction.atomic
    def deactivate(self, *, by: User, why: str = "") -> AccountEvent | None:
        """Let this person go: no sign-in, sessions ended; what they hold stays theirs.

        Refused for oneself and for the last admin.
        """
        admins = self._hold(by)
        if by.pk == self.pk:
            words = _("You cannot deactivate yourself; ask another admin.")
            raise Refusal(words, field="is_active")
        if not self.is_active:
            return None
        self._refuse_if_last(admins, field="is_active")
        self._write(is_active=False)
        self.end_sessions()
        return self.record("deactivated", by=by, why=why)

    @transaction.atomic
    def reactivate(self, *, by: User, why: str = "") -> AccountEvent | None:
        """Let this person sign in again."""
        self._hold(by)
        if self.is_active:
            return None
        self._write(is_active=True)
        return self.record("reactivated", by=by, why=why)

    @transaction.atomic
    def reset_second_factor(self, *, by: User, why: str = "") -> AccountEvent | None:
        """Take away app, passkeys and recovery codes, for a person who lost them.

        They sign in by password alone and are told by email. Refused for oneself: who is signed in
        takes their own away on their own page, where the password is asked again.
        """
        from allauth.mfa.models import Authenticator

        self._hold(by)
        if by.pk == self.pk:
            raise Refusal(_("Remove your own second factor on your security page."))
        factors = Authenticator.objects.filter(user=self)
        kinds = sorted(factors.values_list("type", flat=True))
        if not kinds:
            return None
        factors.delete()
        message = mailer.email_from(
            "accounts/email/second_factor_reset", self.email, person=self, by=by
        )
        transaction.on_commit(lambda: mailer.send_soon(message))
        change = {"second_factor": {"old": kinds, "new": None}}
        return self.record("second_factor_reset", by=by, why=why, changes=change)

    @transaction.atomic
    def invite_again(self, *, by: User, why: str = "") -> str:
        """Mail a person who has no password yet a new link, and return it."""
        self._hold(by)
        if not self.is_active or self.has_usable_password():
            raise Refusal(_("%s already has a password, or has left.") % self)
        self.record("invited_again", by=by, why=why)
        return invitations.send(self, by=by)

    @transaction.atomic
    def sign_out(self, *, by: User, why: str = "") -> AccountEvent | None:
        """Sign this person out everywhere, as after the loss of a device.

        Refused for oneself: one's own sessions end on one's own page.
        """
        self._hold(by)
        if by.pk == self.pk:
            raise Refusal(_("End your own sessions on your sessions page."))
        count = self.usersession_set.count()
        if not count:
            return None
        self.end_sessions()
        changes = {"sessions": {"old": count, "new": 0}}
        return self.record("sessions_ended", by=by, why=why, changes=changes)

    def end_sessions(self) -> None:
        """Sign this person out everywhere."""
        from allauth.usersessions.models import UserSession

        for session in UserSession.objects.filter(user=self):
            session.end()

    def _hold(self, by: User) -> set[int]:
        """Lock the admins and this person, read this person again; return the admins' ids."""
        admins = hold_admins(by)
        type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
        self.refresh_from_db(fields=["email", "role", "is_active", "password"])
        return admins

    def _refuse_if_last(self, admins: set[int], field: str) -> None:
        """Raise `Refusal` if nobody but this person is an admin."""
        if admins == {self.pk}:
            words = _("%s is the last admin. Make somebody else an admin first.") % self
            raise Refusal(words, field=field)

    def _write(self, **fields: Any) -> None:
        """Store `fields` on this row and on this object, and nothing else."""
        type(self).objects.filter(pk=self.pk).update(**fields)
        for name, value in fields.items():
            setattr(self, name, value)
