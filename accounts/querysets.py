"""Sets of people, and how new ones come in."""

from django.contrib.auth.base_user import BaseUserManager
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery

from accounts.invitations import Invites
from core.paging import Order
from core.provenance import current_ip

LONGEST_QUERY = 200


class UserQuerySet(models.QuerySet):
    """People, by what they may and where they belong."""

    BY_NAME = Order("name", descending=False)

    def visible_to(self, user):
        """Colleagues see each other, those who left included; nobody else sees anybody."""
        return self if user.is_active else self.none()

    def active(self):
        """People who still work here."""
        return self.filter(is_active=True)

    def admins(self):
        """Active admins: they see everything."""
        return self.active().filter(role="admin")

    def left(self):
        """People who were deactivated."""
        return self.filter(is_active=False)

    def matching(self, text):
        """People whose name or address holds `text`."""
        text = text[:LONGEST_QUERY]
        return self.filter(Q(name__icontains=text) | Q(email__contains=text.casefold()))

    def with_last_seen(self):
        """Each with `seen_at`, when one of their present sessions was last used, or None."""
        from allauth.usersessions.models import UserSession

        own = UserSession.objects.filter(user=OuterRef("pk")).order_by("-last_seen_at")
        return self.annotate(seen_at=Subquery(own.values("last_seen_at")[:1]))


class UserManager(Invites, BaseUserManager.from_queryset(UserQuerySet)):
    """Makes people, and finds them by email whatever its case."""

    def get_by_natural_key(self, email):
        """Return the person with this address. Raises `User.DoesNotExist`."""
        return self.get(email=email.strip().casefold())

    def create_user(self, email, password=None, *, name, **fields):
        """Make and return an agent (or `role=`); without a password nobody can sign in as them."""
        user = self.model(email=email.strip().casefold(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    @transaction.atomic
    def create_superuser(self, email, password=None, *, name, **fields):
        """Make and return an admin; `manage.py createsuperuser` calls this.

        Recorded as for any other new person, but by nobody: nobody was there before.
        """
        user = self.create_user(email, password, name=name, **{**fields, "role": "admin"})
        user.record("invited", by=None, changes={"role": {"old": None, "new": "admin"}})
        return user

    def record_failed_sign_in(self, address, means="password"):
        """Put on record that somebody knocked as `address`, whether or not it is anybody's."""
        from accounts.models import AccountEvent

        return AccountEvent.objects.create(
            kind="sign_in_failed",
            user=self.filter(email=address.strip().casefold()).first(),
            changes={
                "email": {"old": None, "new": address},
                "with": {"old": None, "new": [means]},
            },
            ip=current_ip(),
        )
