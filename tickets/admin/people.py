"""People and groups once more: their forms ask before nobody looks after a group's tickets."""

from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.admin import PersonAdmin, TeamAdmin
from accounts.models import User
from tickets.forms.people import GroupForm, PersonAdminForm

admin.site.unregister([User, Group])


@admin.register(User)
class AskingPersonAdmin(PersonAdmin):
    """Colleagues; asks before a group that holds tickets loses its last agent."""

    form = PersonAdminForm

    def view_on_site(self, person):
        """Their page on our own screens, where what they hold is handed over."""
        return reverse("person", args=[person.pk])


@admin.register(Group)
class AskingTeamAdmin(TeamAdmin):
    """Groups; asks before nobody looks after their tickets."""

    form = GroupForm

    def view_on_site(self, group):
        """Its page on our own screens."""
        return reverse("group", args=[group.pk])
