"""Handing over all tickets of a person who leaves or is away, in one batch."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.decorators import admins_only
from accounts.groups_without_agents import warnings_when_left
from accounts.holders import holder_from
from accounts.models import User
from core.responses import attempt, go
from tickets.handover.forms import DeactivationForm, HandoverForm
from tickets.models import Ticket, TicketEvent

ADMINS_DO_IT = gettext_lazy("Only admins hand over tickets and deactivate people.")

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@admins_only(words=ADMINS_DO_IT)
@get_or_post
def handover(request, pk):
    """Hand over what a person holds."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = form_of(request, HandoverForm, person)
    if not form.count:
        messages.info(request, _("%s holds no tickets.") % person)
        return go(request, "person", pk)
    return show_or_save(request, form)


@admins_only(words=ADMINS_DO_IT)
@get_or_post
def deactivation(request, pk):
    """Deactivate a person, and hand over what they hold."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    if not person.is_active:
        messages.info(request, _("%s is already deactivated.") % person)
        return go(request, "person", pk)
    return show_or_save(request, form_of(request, DeactivationForm, person))


def form_of(request, form_class, person):
    """Return the form as it was sent, or to be filled in."""
    data = request.POST if request.method == "POST" else None
    return form_class(data, person=person, user=request.user)


def show_or_save(request, form):
    """Show the form and what the person holds, or save it and show the result."""
    batch = attempt(form, by=request.user) if form.is_bound else None
    if form.is_bound and not form.errors:
        return done(request, form, batch)
    form.point_at_error()
    person = form.person
    context = {
        "form": form,
        "person": person,
        "recent": form.tickets.recent(),
        "warnings": warnings_when_left(person, person.groups.all()) if form.deactivates else [],
        "nav": "people",
    }
    return render(
        request, "tickets/handover/handover.html", context, status=422 if form.errors else 200
    )


def done(request, form, batch):
    """Say what was done; list the tickets that were handed over."""
    if form.deactivates:
        messages.success(request, _("%s is deactivated") % form.person)
    if batch is None:
        return go(request, "person", form.person.pk)
    words = ngettext("%d ticket handed over", "%d tickets handed over", batch.count)
    messages.success(request, words % batch.count)
    return go(request, "handed_over", batch.id)


@admins_only(words=ADMINS_DO_IT)
@require_safe
def handed_over(request, batch):
    """Show which tickets one batch handed over, from whom to whom, and what is left."""
    events = TicketEvent.objects.visible_to(request.user).filter(batch=batch).touching("holder")
    events = list(events.select_related("ticket__customer", "by", "undone_by")[:1000])
    if not events:
        raise Http404
    change = events[0].changes["holder"]
    holder = holder_from(change["old_id"])
    person = holder if isinstance(holder, User) else None
    context = {
        "events": [(event, may_undo(event, request.user)) for event in events],
        "first": events[0],
        "change": change,
        "person": person,
        "left": Ticket.objects.visible_to(request.user).held_by(person).not_closed().count()
        if person
        else 0,
        "nav": "people",
    }
    return render(request, "tickets/handover/handed_over.html", context)


def may_undo(event, user):
    """Whether the list offers `user` to undo this event; one that was undone says so instead."""
    event.was_undone = hasattr(event, "undone_by")
    return event.may_be_undone_by(user) and not event.was_undone
