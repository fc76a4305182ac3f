"""What admins do with a person where no ticket is shown; the rest is in tickets/handover."""

import copy

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.decorators import admins_only
from accounts.forms.people import InviteForm, PersonDetailsForm
from accounts.models import User
from accounts.verb_pages import form_page, saved_form
from core.refusals import Refusal
from core.responses import go

INVITATION = "invitation"
"""Where the session keeps the link of who was just invited, until the next page shows it."""

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@admins_only
@get_or_post
def new_person(request):
    """Invite a person; their page then shows the link, in case the email does not arrive."""
    form = saved_form(request, InviteForm)
    if not form.done:
        return form_page(request, "accounts/people/new_person.html", form)
    person = form.instance
    request.session[INVITATION] = [person.pk, form.link]
    messages.success(request, _("%s is invited") % person)
    return go(request, "person", person.pk)


@admins_only
@get_or_post
def edit_person(request, pk):
    """Change a person's name, address or role."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = saved_form(request, PersonDetailsForm, instance=copy.copy(person))
    if not form.done:
        return form_page(request, "accounts/people/edit_person.html", form, person=person)
    messages.success(request, _("Saved"))
    if person == request.user and not form.instance.is_admin:
        return go(request, "/")  # this page is no longer theirs
    return go(request, "person", pk)


@admins_only
@require_POST
def reactivation(request, pk):
    """Let somebody who left sign in again."""
    return call(request, pk, User.reactivate, _("%s can sign in again"))


@admins_only
@require_POST
def second_factor(request, pk):
    """Reset the second factor of a person who lost it."""
    return call(request, pk, User.reset_second_factor, _("%s now signs in with the password alone"))


@admins_only
@require_POST
def person_sessions(request, pk):
    """Sign a person out everywhere."""
    return call(request, pk, User.sign_out, _("%s is signed out everywhere"))


@admins_only
@require_POST
def invitation(request, pk):
    """Send the link once more to somebody who has not used it, and show it."""

    def verb(person, **said):
        link = person.invite_again(**said)
        request.session[INVITATION] = [person.pk, link]
        return link

    return call(request, pk, verb, _("The invitation of %s was sent again"))


def call(request, pk, verb, words):
    """Call a verb on a person and go back to their page, which says how it went."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    try:
        done = verb(person, by=request.user, why=request.POST.get("why", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        message = words if done else _("%s: nothing to do.")
        messages.success(request, message % person)
    return go(request, "person", pk)
