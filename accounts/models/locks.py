"""Locks that verbs on people take, always in this order: all admins, then the person."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from core.refusals import NotAllowed


def require_admin(by):
    """Raise `NotAllowed` unless `by` is an active admin, as far as this object knows."""
    if by is None or not by.is_admin:
        raise NotAllowed(_("Only admins manage people and groups."))


def hold_admins(by):
    """Lock every admin until the transaction ends, and return the set of their ids.

    Raises `NotAllowed` unless `by` still is one of them. Two admins who demote each other at the
    same moment wait here: PostgreSQL looks again at a row it had to wait for, SQLite lets only one
    transaction write at all. The second to come is no admin any more.
    """
    require_admin(by)
    # Not type(by): the user of a request is a lazy object around one.
    people = get_user_model().objects.admins().select_for_update(no_key=True).order_by("pk")
    admins = set(people.values_list("pk", flat=True))
    if by.pk not in admins:
        raise NotAllowed(_("Only admins manage people and groups."))
    return admins
