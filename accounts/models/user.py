"""The people who answer customers: agents and admins."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import zones
from accounts.models.people import ManagesPeople
from accounts.models.profile import KeepsProfile
from accounts.querysets import UserManager
from core import clock
from core.text import key_of


def validate_time_zone(name):
    """Raise ValidationError unless `name` is a zone this machine knows."""
    if name not in zones.known():
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


def default_time_zone():
    """The zone a new person gets."""
    return settings.TIME_ZONE


class User(ManagesPeople, KeepsProfile, AbstractBaseUser):
    """A person who signs in by email; deactivated when they leave, never deleted.

    `is_staff` and `is_superuser` follow from the role, which is stored once. The groups are the
    support teams: `join` and `leave` change them, and put it on record.
    """

    class Role(models.TextChoices):
        AGENT = "agent", _("Agent")
        ADMIN = "admin", _("Admin")

    class Theme(models.TextChoices):
        SYSTEM = "system", _("Like the system")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class Density(models.TextChoices):
        COMPACT = "compact", _("Compact")
        COMFORTABLE = "comfortable", _("Comfortable")

    email = models.EmailField(_("email"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=100)
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.AGENT)
    groups = models.ManyToManyField(
        Group, verbose_name=_("groups"), blank=True, related_name="members"
    )
    photo = models.ImageField(_("photo"), upload_to="photos/", blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=50, default=default_time_zone, validators=[validate_time_zone]
    )
    theme = models.CharField(_("theme"), max_length=10, choices=Theme, default=Theme.SYSTEM)
    density = models.CharField(
        _("density"), max_length=15, choices=Density, default=Density.COMPACT
    )
    single_keys = models.BooleanField(_("single-key shortcuts"), default=True)
    signature = models.TextField(_("signature"), max_length=1000, blank=True, default="")
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created"), default=clock.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=["agent", "admin"]), name="user_role_known"
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="user_has_name"),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        self.email = key_of(self.email)

    @property
    def is_admin(self):
        """Whether this person sees and manages everything."""
        return self.is_active and self.role == self.Role.ADMIN

    @property
    def is_staff(self):
        """Whether the Django admin opens; Django asks by this name."""
        return self.is_admin

    is_superuser = is_staff

    def has_perm(self, perm, obj=None):
        """Django's question about permissions: an admin has all, an agent none."""
        return self.is_admin

    def has_perms(self, perm_list, obj=None):
        """As `has_perm`, for several."""
        return self.is_admin

    def has_module_perms(self, app_label):
        """As `has_perm`, for an app."""
        return self.is_admin

    @property
    def initials(self):
        """Two letters for the avatar: "Sarah Chen" gives "SC", "Alex" gives "AL"."""
        words = self.name.split()
        letters = words[0][0] + words[-1][0] if len(words) > 1 else self.name[:2]
        return letters.upper()

    def get_full_name(self):
        """Django and allauth ask by this name."""
        return self.name

    def get_short_name(self):
        """The first word of the name."""
        return self.name.split()[0]
