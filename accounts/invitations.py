"""Invitations: an admin makes the account, the person chooses the password."""

from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.http import int_to_base36
from django.utils.translation import gettext as _

from accounts import mailer
from accounts.tokens import PasswordTokens
from core.refusals import Refusal


class Invitation(NamedTuple):
    """A new person, and the link under which they choose their password."""

    person: object
    link: str


class Invites:
    """The verb of `User.objects` by which people come in."""

    @transaction.atomic
    def invite(self, *, email, name, by, role="agent", groups=(), why=""):
        """Make a person without a password and email them a link to choose one.

        Returns the `Invitation`, with the link for the admin to pass on.
        Raises `NotAllowed` unless `by` is an admin, `Refusal` for an address or name that will not
        do.
        """
        from accounts.models.locks import hold_admins

        hold_admins(by)
        person = self.model(email=usable_address(self, email), name=usable_name(name), role=role)
        if role not in self.model.Role.values:
            raise Refusal(_("There is no role “%s”.") % role, field="role")
        person.set_unusable_password()
        save_new(person)
        facts = {"email": person.email, "name": person.name, "role": role}
        changes = {field: {"old": None, "new": value} for field, value in facts.items()}
        person.record("invited", by=by, why=why, changes=changes)
        for group in groups:
            person.join(group, by=by, why=why)
        return Invitation(person, send(person, by=by))


def usable_address(people, email):
    """Return `email` as it is kept. Raises `Refusal` if it is none, or somebody has it."""
    key = email.strip().casefold()
    try:
        validate_email(key)
    except ValidationError as error:
        raise Refusal(_("“%s” is not an email address.") % email, field="email") from error
    if people.filter(email=key).exists():
        raise Refusal(_("Somebody already has the address %s.") % key, field="email")
    return key


def usable_name(name):
    """Return `name` in one line. Raises `Refusal` if nothing is left, or it is too long."""
    name = " ".join(name.split())
    if not name:
        raise Refusal(_("A person needs a name."), field="name")
    if len(name) > 100:
        raise Refusal(_("A name has at most 100 characters."), field="name")
    return name


def save_new(person):
    """Save a new person. Raises `Refusal` if another admin was faster with the same address."""
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        words = _("Somebody already has the address %s.") % person.email
        raise Refusal(words, field="email") from error


def link_for(person):
    """Return a link under which `person` chooses a password, once, within three days."""
    uid, token = int_to_base36(person.pk), PasswordTokens().make_token(person)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
    return f"{settings.PUBLIC_URL}{path}"


def send(person, *, by):
    """Mail `person` their link when the transaction is through, and return the link."""
    link = link_for(person)
    message = mailer.email_from(
        "accounts/email/invitation", person.email, person=person, by=by, link=link
    )
    transaction.on_commit(lambda: mailer.send_soon(message))
    return link
