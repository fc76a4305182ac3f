"""The fixed values of a ticket's properties."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a ticket stands; only people change it (story, chapter 4)."""

    OPEN = "OPEN", _("Open")
    PENDING = "PENDING", _("Pending")
    IN_PROGRESS = "IN_PROGRESS", _("In progress")
    RESOLVED = "RESOLVED", _("Resolved")
    CLOSED = "CLOSED", _("Closed")


UNFINISHED = (Status.OPEN, Status.PENDING, Status.IN_PROGRESS)
"""What `is:open` means."""


class Priority(models.IntegerChoices):
    """How urgent a ticket is; a number, so that the database can sort by it."""

    LOW = 1, _("Low")
    MEDIUM = 2, _("Medium")
    HIGH = 3, _("High")


class Channel(models.TextChoices):
    """How the customer reached us first."""

    PHONE = "phone", _("Phone")
    EMAIL = "email", _("Email")
    OTHER = "other", _("Other")
