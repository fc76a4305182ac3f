"""Actions on a list of tickets: a page that asks for the value and the reason, then the verbs."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tickets.forms.bulk import (
    MOST,
    AssignForm,
    ReleaseForm,
    SetPriorityForm,
    SetStatusForm,
)


class BulkActions:
    """The actions of the list of tickets; each names its form."""

    actions = ("assign", "release", "set_status", "set_priority")

    @admin.action(description=gettext_lazy("Give to …"))
    def assign(self, request, tickets):
        """Give them to a person or a group."""
        return self.change(request, tickets, AssignForm, _("Give tickets to somebody"))

    @admin.action(description=gettext_lazy("Put back for every agent …"))
    def release(self, request, tickets):
        """Take them from who holds them."""
        return self.change(request, tickets, ReleaseForm, _("Put tickets back for every agent"))

    @admin.action(description=gettext_lazy("Set the status …"))
    def set_status(self, request, tickets):
        """Move them to a status."""
        return self.change(request, tickets, SetStatusForm, _("Set the status of tickets"))

    @admin.action(description=gettext_lazy("Set the priority …"))
    def set_priority(self, request, tickets):
        """Say how urgent they are."""
        return self.change(request, tickets, SetPriorityForm, _("Set the priority of tickets"))

    def change(self, request, tickets, form_class, title):
        """Ask, or do it; what was refused stays on the page with the words and what was typed."""
        rows = list(tickets.order_by("pk")[: MOST + 1])
        if len(rows) > MOST:
            words = _("These are more than %d tickets. Choose fewer at once.")
            self.message_user(request, words % MOST, messages.ERROR)
            return None
        form = form_class(request.POST if "apply" in request.POST else None, by=request.user)
        refused = []
        if form.is_valid():
            done, refused = form.change_all(rows)
            self.tell(request, done)
            if not refused:
                return None
        shown = refused or [(ticket, "") for ticket in rows]
        return self.ask(request, form, shown, title)

    def tell(self, request, done):
        """Name what was done."""
        if done:
            named = ", ".join(f"#{ticket.pk}" for ticket in done[:50])
            self.message_user(request, _("Done for %s.") % (named + (" …" if done[50:] else "")))

    def ask(self, request, form, shown, title):
        """Answer with the page that asks for the value and the reason."""
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "form": form,
            "tickets": shown,
            "name": ACTION_CHECKBOX_NAME,
            "action": request.POST["action"],
            "media": self.media,
        }
        return render(request, "admin/tickets/bulk.html", context)
