"""People, groups and their trail in the Django admin."""

from django.contrib import admin, messages
from django.contrib.auth import admin as stock  # noqa: F401  (see below)
from django.contrib.auth.models import Group
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.groups import GroupForm, PersonAdminForm
from accounts.forms.people import InviteForm
from accounts.models import AccountEvent, User
from accounts.trail import KINDS
from core.admin.lists import KindFilter, ViaFilter
from core.admin.site import ReadOnlyAdmin, VerbAdmin
from core.refusals import ANY_REFUSAL

admin.site.unregister(Group)  # Django's own page, which its admin module has just registered


def trail_of(field, pk):
    """The address of the account events of one person or group."""
    return f"{reverse('admin:accounts_accountevent_changelist')}?{field}__id__exact={pk}"


@admin.register(User)
class PersonAdmin(VerbAdmin):
    """Colleagues: invited, changed and let go by the verbs."""

    form, add_form = PersonAdminForm, InviteForm
    list_display = ("name", "email", "role", "in_groups", "is_active", "last_login")
    list_filter = ("is_active", "role", "groups")
    search_fields = ("name", "email")
    list_per_page = 50
    actions = ("invite_again", "reset_second_factor")

    def get_queryset(self, request):
        """People with their groups, in two statements."""
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=gettext_lazy("groups"))
    def in_groups(self, person):
        """The names of the groups."""
        return ", ".join(sorted(group.name for group in person.groups.all()))

    def response_add(self, request, obj, post_url_continue=None):
        """Show the link as well, to pass on if the email does not arrive."""
        self.message_user(request, _("Their link: %s") % request.invitation_link, messages.INFO)
        return super().response_add(request, obj, post_url_continue)

    def save_model(self, request, obj, form, change):
        """The form has called the verbs; keep the link for the answer."""
        request.invitation_link = getattr(form, "link", "")

    def history_view(self, request, object_id, extra_context=None):
        """The trail is the history."""
        return redirect(trail_of("user", object_id))

    def view_on_site(self, person):
        """Their page on our own screens, where what they hold is handed over."""
        return reverse("person", args=[person.pk])

    @admin.action(description=gettext_lazy("Send the invitation again"))
    def invite_again(self, request, people):
        """Mail a new link to each who has no password yet."""
        self.call(request, people, lambda person: person.invite_again(by=request.user))

    @admin.action(description=gettext_lazy("Reset the second factor"))
    def reset_second_factor(self, request, people):
        """Take away app, passkeys and recovery codes."""
        self.call(request, people, lambda person: person.reset_second_factor(by=request.user))

    def call(self, request, people, verb):
        """Call a verb for each of these people, and say of each how it went."""
        for person in people:
            try:
                done = verb(person)
            except ANY_REFUSAL as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            else:
                words = _("%s: done.") if done else _("%s: nothing to do.")
                self.message_user(request, words % person)


@admin.register(Group)
class GroupAdmin(VerbAdmin):
    """The support groups and their members."""

    form = add_form = GroupForm
    list_display = ("name", "people")
    search_fields = ("name",)
    ordering = ("name",)
    actions = None

    def get_queryset(self, request):
        """Groups with their members, in two statements."""
        return super().get_queryset(request).prefetch_related("members")

    def get_fields(self, request, obj=None):
        """What is asked before a group has no agent left comes last, and not of a new group."""
        return ["name", "members", "why", *(["sure"] if obj else [])]

    @admin.display(description=gettext_lazy("members"))
    def people(self, group):
        """The names of the members."""
        return ", ".join(sorted(person.name for person in group.members.all()))

    def history_view(self, request, object_id, extra_context=None):
        """The trail is the history."""
        return redirect(trail_of("group", object_id))

    def view_on_site(self, group):
        """Its page on our own screens."""
        return reverse("group", args=[group.pk])


class AccountKindFilter(KindFilter):
    """By what happened to people and groups."""

    kinds = KINDS


@admin.register(AccountEvent)
class AccountEventAdmin(ReadOnlyAdmin):
    """What happened to people and groups; only to look at."""

    list_display = ("at", "kind", "user", "group", "by", "why", "via", "ip")
    list_filter = (AccountKindFilter, ViaFilter)
    list_select_related = ("user", "group", "by")
    search_fields = ("user__name", "user__email", "by__name", "why")
    date_hierarchy = "at"
