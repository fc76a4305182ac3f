"""What admins do with colleagues and groups that shows no ticket; the rest is the tickets'."""

import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.admins import admins_only
from accounts.answers import go
from accounts.errors import NotAllowed, Refusal
from accounts.forms.manage import ColleagueForm, InviteForm, TeamForm
from accounts.models import User

INVITATION = "invitation"
"""Where the session keeps the link of who was just invited, until the next page shows it."""

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@admins_only
@get_or_post
def new_person(request):
    """Invite a colleague; their page then shows the link, to pass on where mail does not arrive."""
    form = saved(request, InviteForm)
    if not form.done:
        return answer(request, "accounts/new_person.html", form)
    person = form.instance
    request.session[INVITATION] = [person.pk, form.link]
    messages.success(request, _("%s is invited") % person)
    return go(request, "person", person.pk)


@admins_only
@get_or_post
def edit_person(request, pk):
    """Change a colleague's name, address or role."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = saved(request, ColleagueForm, instance=copy.copy(person))
    if not form.done:
        return answer(request, "accounts/edit_person.html", form, person=person)
    messages.success(request, _("Saved"))
    if person == request.user and not form.instance.is_admin:
        return go(request, "/")  # this page is no longer theirs
    return go(request, "person", pk)


@admins_only
@get_or_post
def new_group(request):
    """Make a group, with its first members."""
    form = saved(request, TeamForm)
    if not form.done:
        return answer(request, "accounts/new_group.html", form)
    messages.success(request, _("Created %s") % form.instance)
    return go(request, "group", form.instance.pk)


@admins_only
@require_POST
def reactivation(request, pk):
    """Let somebody who left sign in again."""
    return call(request, pk, User.reactivate, _("%s can sign in again"))


@admins_only
@require_POST
def second_factor(request, pk):
    """Take away the second factor of a colleague who lost it."""
    return call(request, pk, User.reset_second_factor, _("%s signs in by password alone now"))


@admins_only
@require_POST
def person_sessions(request, pk):
    """Sign a colleague out everywhere."""
    return call(request, pk, User.sign_out, _("%s is signed out everywhere"))


@admins_only
@require_POST
def invitation(request, pk):
    """Send the link once more to somebody who has not used it, and show it."""

    def verb(person, **said):
        link = person.invite_again(**said)
        request.session[INVITATION] = [person.pk, link]
        return link

    return call(request, pk, verb, _("The invitation of %s is sent again"))


def saved(request, form_class, **kwargs):
    """Return the form with the admin who asks in it; `done` says whether its verbs were called."""
    form = form_class(request.POST if request.method == "POST" else None, **kwargs)
    form.by = request.user
    form.done = form.is_bound and form.is_valid()
    return form


def answer(request, template, form, **context):
    """Show the form, or show it again with what is wrong."""
    form.point_at_error()
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, "nav": "people", **context}, status=status)


def call(request, pk, verb, words):
    """Call a verb on a person and go back to their page, which says how it went."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    try:
        done = verb(person, by=request.user, why=request.POST.get("why", ""))
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        message = words if done else _("%s: there was nothing to do.")
        messages.success(request, message % person)
    return go(request, "person", pk)
