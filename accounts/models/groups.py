"""The verbs on groups, which are the support groups.

Functions, not methods of a proxy: every foreign key and every membership hands out Django's own
`Group`, and a verb on a proxy would need a cast at each of them.
"""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models.event import AccountEvent
from accounts.models.locks import hold_admins
from accounts.models.user import User
from core.provenance import current_ip
from core.refusals import Refusal
from core.text import words_in_name

NAME_MAX = 150


@transaction.atomic
def create_group(name: str, *, by: User, why: str = "") -> Group:
    """Make and return a group without members.

    Raises `NotAllowed` unless `by` is an admin, `Refusal` for a name that is empty or taken.
    """
    hold_admins(by)
    group = Group.objects.create(name=_usable_name(name))
    _record("group_created", group, by=by, why=why, old=None)
    return group


@transaction.atomic
def rename_group(group: Group, name: str, *, by: User, why: str = "") -> AccountEvent | None:
    """Give a group another name; return the event, or None if it has that name already.

    Raises as `create_group`.
    """
    hold_admins(by)
    old = Group.objects.select_for_update(no_key=True).get(pk=group.pk).name
    new = _usable_name(name, group)
    if new == old:
        return None
    group.name = new
    group.save(update_fields=["name"])
    return _record("group_renamed", group, by=by, why=why, old=old)


def _usable_name(name: str, group: Group | None = None) -> str:
    """Return `name` in one line. Raises `Refusal` if it is empty, too long or another group's.

    hold_admins makes this safe against a second admin with the same idea. Capitals and hyphens
    make no second group: the query line could not tell the two apart. They are compared in Python
    because the databases differ.
    """
    name = " ".join(name.split())
    if not name:
        raise Refusal(_("A group needs a name."), field="name")
    if len(name) > NAME_MAX:
        raise Refusal(_("A name has at most %d characters.") % NAME_MAX, field="name")
    others = Group.objects.exclude(pk=group.pk) if group else Group.objects.all()
    names = others.values_list("name", flat=True)
    alike = next((other for other in names if words_in_name(other) == words_in_name(name)), None)
    if alike is not None:
        raise Refusal(_("There is already a group “%s”.") % alike, field="name")
    if not words_in_name(name):
        raise Refusal(_("A group needs a name of more than punctuation."), field="name")
    return name


def _record(kind: str, group: Group, *, by: User, why: str, old: str | None) -> AccountEvent:
    """Put one event about a group on the trail, and return it."""
    changes = {"name": {"old": old, "new": group.name}}
    return AccountEvent.objects.create(
        kind=kind, group=group, by=by, why=why, changes=changes, ip=current_ip()
    )
