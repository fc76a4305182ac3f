"""Groups, for admins: their members and what they hold."""

import copy

from django.contrib import messages
from django.contrib.auth.models import Group
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.admins import admins_only
from accounts.answers import go
from accounts.models import User
from accounts.views.people import answer, saved
from tickets.forms.people import GroupForm, GroupsForm
from tickets.models import Ticket
from tickets.outlines import Outline, open_by
from tickets.search import Query

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@admins_only
@require_safe
def groups(request):
    """Show all groups by name."""
    rows = list(Group.objects.prefetch_related("members").order_by("name"))
    held = open_by(Ticket.objects.visible_to(request.user), "holder_group", rows)
    context = {"groups": rows, "held": held, "tab": "groups", "nav": "people"}
    return render(request, "people/groups.html", context)


@admins_only
@get_or_post
def group(request, pk):
    """Show a group with its tickets; rename it, let people join and leave."""
    group = get_object_or_404(Group, pk=pk)
    form = saved(request, GroupForm, instance=copy.copy(group))
    if form.done:
        messages.success(request, _("Saved"))
        return go(request, "group", pk)
    seen = Ticket.objects.visible_to(request.user).held_by(group)
    outline = Outline(seen, Query().with_("group", group.name))
    return answer(request, "people/group.html", form, group=group, outline=outline)


@admins_only
@get_or_post
def memberships(request, pk):
    """Let a colleague join and leave groups."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = saved(request, GroupsForm, instance=person)
    if form.done:
        messages.success(request, _("Saved"))
        return go(request, "person", pk)
    return answer(request, "people/memberships.html", form, person=person)
