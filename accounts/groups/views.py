"""Groups, for admins: their members and what they hold."""

import copy

from django.contrib import messages
from django.contrib.auth.models import Group
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import admins_only
from accounts.forms.groups import GroupForm, GroupsForm
from accounts.models import User
from accounts.verb_pages import form_page, saved_form
from core.related import rows_of
from core.responses import go

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@admins_only
@require_safe
def groups(request):
    """Show all groups by name."""
    rows = list(Group.objects.prefetch_related("members").order_by("name"))
    held = rows_of(Group, "held_tickets").visible_to(request.user).open_by("holder_group", rows)
    context = {"groups": rows, "held": held, "tab": "groups", "nav": "people"}
    return render(request, "accounts/groups/groups.html", context)


@admins_only
@get_or_post
def new_group(request):
    """Make a group, with its first members."""
    form = saved_form(request, GroupForm)
    if not form.done:
        return form_page(request, "accounts/groups/new_group.html", form)
    messages.success(request, _("Created %s") % form.instance)
    return go(request, "group", form.instance.pk)


@admins_only
@get_or_post
def group(request, pk):
    """Show a group with its tickets; rename it, let people join and leave."""
    group = get_object_or_404(Group, pk=pk)
    form = saved_form(request, GroupForm, instance=copy.copy(group))
    if form.done:
        messages.success(request, _("Saved"))
        return go(request, "group", pk)
    recent = group.held_tickets.visible_to(request.user).recent()
    return form_page(request, "accounts/groups/group.html", form, group=group, recent=recent)


@admins_only
@get_or_post
def memberships(request, pk):
    """Let a person join and leave groups."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = saved_form(request, GroupsForm, instance=person)
    if form.done:
        messages.success(request, _("Saved"))
        return go(request, "person", pk)
    return form_page(request, "accounts/groups/memberships.html", form, person=person)
