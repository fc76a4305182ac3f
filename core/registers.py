"""What a lower app shows of a higher one, without importing it: the higher app registers itself.

Each register is filled when the apps are ready, by the app that owns what is shown.
"""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet

RAIL_COUNTS: dict[str, Callable[[AbstractBaseUser], QuerySet]] = {}
"""Places in the rail that count rows: key of the place → the rows that a user is to see to."""
