"""Colleagues, for admins: who works here, what each holds, when each was last here."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.decorators import admins_only
from accounts.models import User
from accounts.people.editing import INVITATION
from core.paging import NamePage
from core.related import rows_of
from core.responses import show


@admins_only
@require_safe
def people(request):
    """Show who works here, those who match ?q= only; htmx asks for the list alone."""
    return roll(request, User.objects.active(), "people")


@admins_only
@require_safe
def people_left(request):
    """Show who left, and what they still hold."""
    return roll(request, User.objects.left(), "people_left")


def roll(request, rows, tab):
    """Answer with a list of people."""
    page = NamePage(rows.prefetch_related("groups").with_last_seen(), request.GET)
    held = rows_of(User, "held_tickets").visible_to(request.user).open_by("holder_user", page.rows)
    context = {"page": page, "held": held, "tab": tab, "nav": "people"}
    return show(request, "accounts/people/people.html", "accounts/people/_people.html", context)


@admins_only
@require_safe
def person(request, pk):
    """Show a person, the tickets they hold, and what an admin can do."""
    found = User.objects.visible_to(request.user).with_last_seen().prefetch_related("groups")
    person = get_object_or_404(found, pk=pk)
    held = person.held_tickets.visible_to(request.user)
    context = {
        "person": person,
        "recent": held.recent(),
        "held": held.not_closed().count(),
        "factors": list(person.authenticator_set.values_list("type", flat=True)),
        "sessions": person.usersession_set.count(),
        "link": link_of(request, person),
        "nav": "people",
    }
    return render(request, "accounts/people/person.html", context)


def link_of(request, person):
    """Return the link of an invitation that was sent just now, once; "" after that."""
    pk, link = request.session.get(INVITATION, (None, ""))
    if pk != person.pk:
        return ""
    del request.session[INVITATION]
    return link
